package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.crypto.RotatingKeysInMemory;
import dev.countersign.crypto.Secrets;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts and code hashes while their data key is rotated, on each database the product runs on. */
@Timeout(60)
class SealedTextsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = NOW.plusSeconds(600);
    private static final String TEXT = "042042 is your code";

    private final RotatingKeysInMemory keys =
            new RotatingKeysInMemory("k" + UUID.randomUUID().toString().substring(0, 8));
    private final Secrets secrets = new Secrets(keys);

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void bringsTextsToTheNewKeyInBatches(Database database) {
        List<UUID> orders = addOrders(database, 5);
        String old = keys.rotate();

        assertThat(count(database, old)).isEqualTo(5);
        assertThat(reseal(database, old, 2)).isEqualTo(2);
        assertThat(count(database, old)).isEqualTo(3);
        assertThat(count(database, keys.id())).isEqualTo(2);
        assertThat(reseal(database, old, 100)).isEqualTo(3);
        assertThat(reseal(database, old, 100)).isZero();

        assertThat(count(database, old)).isZero();
        assertThat(texts(database, orders)).hasSize(5).containsOnly(TEXT);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void passesOverTextsThatAnotherNodeIsSealing(Database database) throws Exception {
        List<UUID> orders = addOrders(database, 4);
        String old = keys.rotate();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> holding = other.submit(() -> database.run(entities -> {
            new SealedTexts(entities, secrets).reseal(old, 3);
            held.countDown();
            await(release);
        }));
        held.await();

        int meanwhile = reseal(database, old, 100);
        release.countDown();
        holding.get();
        other.shutdown();

        assertThat(meanwhile).isEqualTo(1);
        assertThat(count(database, old)).isZero();
        assertThat(texts(database, orders)).hasSize(4).containsOnly(TEXT);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aTextCopiedToAnotherOrderDoesNotOpenAndHoldsNothingBack(Database database) {
        List<UUID> orders = addOrders(database, 3);
        database.run(entities -> entities.createNativeQuery("update sms_outbox set text_cipher ="
                        + " (select text_cipher from sms_outbox where message_key = ?1) where message_key = ?2")
                .setParameter(1, orders.get(0).toString())
                .setParameter(2, orders.get(1).toString())
                .executeUpdate());

        assertThat(texts(database, orders)).hasSize(2);
        assertThat(secrets.countUnreadable(dev.countersign.crypto.Purpose.SMS_TEXT))
                .isPositive();

        String old = keys.rotate();
        assertThat(reseal(database, old, 100)).isEqualTo(3);
        assertThat(count(database, old)).isZero();
        assertThat(texts(database, orders)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void codeHashesNeedTheirKeyWhileTheCodeLivesAndNoLonger(Database database) {
        addOrders(database, 2);
        String old = keys.rotate();
        addOrders(database, 1);

        assertThat(codes(database, old, END.minusMillis(1))).isEqualTo(2);
        assertThat(codes(database, keys.id(), END.minusMillis(1))).isEqualTo(1);
        assertThat(codes(database, old, END)).isZero();
    }

    private List<UUID> addOrders(Database database, int number) {
        return database.call(entities ->
                IntStream.range(0, number).mapToObj(i -> addOrder(entities)).toList());
    }

    private UUID addOrder(EntityManager entities) {
        OneTimeCode code =
                new OneTimeCode(CodePurpose.LOGIN, UUID.randomUUID().toString(), "042042", secrets, NOW, END);
        OutboundSms sms = new OutboundSms(code, Numbers.next(), TEXT, secrets, NOW);
        SmsOutbox outbox = new SmsOutbox(entities);
        outbox.add(code);
        outbox.add(sms);
        return sms.messageKey();
    }

    private List<String> texts(Database database, List<UUID> orders) {
        return database.call(entities -> orders.stream()
                .flatMap(key -> new SmsOutbox(entities).lockOrder(key).orElseThrow().text(secrets).stream())
                .toList());
    }

    private int reseal(Database database, String keyId, int most) {
        return database.call(entities -> new SealedTexts(entities, secrets).reseal(keyId, most));
    }

    private long count(Database database, String keyId) {
        return database.call(entities -> new SealedTexts(entities, secrets).countUnder(keyId));
    }

    private static long codes(Database database, String keyId, Instant now) {
        return database.call(entities -> new CodeHashes(entities, Clock.fixed(now, ZoneOffset.UTC)).countUnder(keyId));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
