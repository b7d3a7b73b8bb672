package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.countersign.Database;
import dev.countersign.MovableClock;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes over one database: what one makes, the other signs and verifies with. */
@Timeout(60)
class TokenKeysTest {

    private static final Duration AFTERLIFE = Duration.ofMinutes(15);

    private final Secrets secrets = new Secrets(new KeysInMemory());

    /** After all keys that other tests have left in the database. */
    private final MovableClock clock =
            new MovableClock(Instant.parse("2030-01-01T00:00:00Z").plusSeconds(STEP.addAndGet(1_000_000)));

    private static final AtomicInteger STEP = new AtomicInteger();

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aKeyOfAnotherNodeIsKnownWhenATokenNamesIt(Database database) {
        String old = add(database, Duration.ZERO);
        TokenKeys here = node(database);
        assertThat(here.findPublic(old)).isPresent();

        String made = add(database, Duration.ZERO);
        clock.pass(Duration.ofSeconds(1));

        assertThat(here.findPublic(made)).isPresent();
        assertThat(here.findPublic("../../etc/passwd")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void bothNodesSignWithTheNewKeyFromItsTimeOn(Database database) {
        String old = add(database, Duration.ZERO);
        TokenKeys one = node(database);
        TokenKeys two = node(database);
        assertThat(List.of(one.signer().getKeyID(), two.signer().getKeyID())).containsOnly(old);

        String made = add(database, Duration.ofMinutes(5));
        one.forget();
        clock.pass(Duration.ofSeconds(5));

        assertThat(List.of(one.signer().getKeyID(), two.signer().getKeyID())).containsOnly(old);
        assertThat(two.listPublic()).anyMatch(jwk -> jwk.contains(made)).anyMatch(jwk -> jwk.contains(old));
        clock.pass(Duration.ofMinutes(5));
        assertThat(List.of(one.signer().getKeyID(), two.signer().getKeyID())).containsOnly(made);
        assertThat(two.findPublic(old)).isPresent();
        clock.pass(AFTERLIFE.plusSeconds(5));
        assertThat(one.findPublic(old)).isEmpty();
        assertThat(two.listPublic()).noneMatch(jwk -> jwk.contains(old)).anyMatch(jwk -> jwk.contains(made));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void readsTheTableOnceInFiveSecondsHoweverManyAsk(Database database) {
        add(database, Duration.ZERO);
        AtomicInteger readings = new AtomicInteger();
        TokenKeys here = new TokenKeys(
                () -> {
                    readings.incrementAndGet();
                    return list(database);
                },
                secrets,
                clock,
                AFTERLIFE);

        for (int i = 0; i < 100; i++) {
            here.signer();
            here.listPublic();
            here.findPublic("unknown" + i);
        }

        assertThat(readings).hasValue(1);
        clock.pass(Duration.ofSeconds(1));
        here.listPublic();
        assertThat(readings).hasValue(1);
        here.findPublic("unknown");
        here.findPublic("unknown");
        assertThat(readings).hasValue(2);
        clock.pass(Duration.ofSeconds(5));
        here.listPublic();
        assertThat(readings).hasValue(3);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theKeysOfTheLastReadingServeWhileTheTableCannotBeRead(Database database) {
        String key = add(database, Duration.ZERO);
        AtomicInteger readings = new AtomicInteger();
        AtomicBoolean away = new AtomicBoolean();
        TokenKeys here = new TokenKeys(
                () -> {
                    readings.incrementAndGet();
                    if (away.get()) {
                        throw new IllegalStateException("the database is away");
                    }
                    return list(database);
                },
                secrets,
                clock,
                AFTERLIFE);
        assertThat(here.canSign()).isTrue();
        away.set(true);
        clock.pass(Duration.ofSeconds(5));

        for (int i = 0; i < 100; i++) {
            assertThat(here.listPublic()).anyMatch(jwk -> jwk.contains(key));
            assertThat(here.signer().getKeyID()).isEqualTo(key);
        }
        assertThat(readings).as("the first of them tried").hasValue(2);
        here.forget();
        assertThatThrownBy(here::listPublic).hasMessage("the database is away");
        away.set(false);
        String made = add(database, Duration.ZERO);
        clock.pass(Duration.ofSeconds(5));

        assertThat(here.signer().getKeyID()).isEqualTo(made);
    }

    /** Somebody who can write the table and has no data key. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aKeyThatSomebodyElsePutThereNeitherSignsNorVerifiesNorIsPublished(Database database) throws Exception {
        String ours = add(database, Duration.ZERO);
        String foreign = UUID.randomUUID().toString();
        String jwk = new ECKeyGenerator(Curve.P_256)
                .keyID(foreign)
                .generate()
                .toPublicJWK()
                .toJSONString();
        clock.pass(Duration.ofMillis(1));
        Instant now = clock.instant();
        database.run(entities -> entities.persist(new SigningKey(
                foreign, jwk, entities.find(SigningKey.class, ours).privateSealed(), now, now)));
        database.run(entities -> entities.createNativeQuery("update signing_key set public_jwk = ?1 where key_id = ?2")
                .setParameter(1, jwk)
                .setParameter(2, ours)
                .executeUpdate());

        TokenKeys here = node(database);

        assertThat(here.signer().getKeyID()).isEqualTo(ours);
        assertThat(here.findPublic(foreign)).isEmpty();
        assertThat(here.listPublic()).noneMatch(key -> key.contains(foreign)).anyMatch(key -> key.contains(ours));
        assertThat(here.findPublic(ours)).contains(here.signer().toECPublicKey());
        database.run(entities -> entities.remove(entities.find(SigningKey.class, foreign)));
    }

    private TokenKeys node(Database database) {
        return new TokenKeys(() -> list(database), secrets, clock, AFTERLIFE);
    }

    private static List<SigningKey> list(Database database) {
        return database.call(entities -> entities.createQuery("select k from SigningKey k", SigningKey.class)
                .getResultList());
    }

    private String add(Database database, Duration lead) {
        String keyId = UUID.randomUUID().toString();
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
            String sealed = secrets.seal(Purpose.TOKEN_SIGNING, keyId, pair.toJSONString());
            clock.pass(Duration.ofMillis(1));
            Instant now = clock.instant();
            database.run(entities -> entities.persist(
                    new SigningKey(keyId, pair.toPublicJWK().toJSONString(), sealed, now, now.plus(lead))));
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
        return keyId;
    }
}
