package dev.countersign.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Behind;
import dev.countersign.Database;
import dev.countersign.audit.AuditTrail;
import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.RotatingKeysInMemory;
import dev.countersign.crypto.Secrets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Back offices and their nonces as they are stored. */
@Timeout(60)
class BackOfficeClientsTest {

    private final String text = "c" + UUID.randomUUID().toString().substring(0, 8);
    private final ClientName name = new ClientName(text);
    private final Beans beans = new Beans();

    @Test
    void aSecretIsToldOnceAndStoredSealed() {
        NewClient created = create().orElseThrow();

        assertThat(created.name()).isEqualTo(text);
        assertThat(created.secret()).hasSize(43);
        assertThat(create()).as("the name is taken").isEmpty();
        assertThat(findSecret(name)).contains(created.secret());
        assertThat(findSealed()).doesNotContain(created.secret());
        assertThat(beans.call(BackOfficeClients.class, BackOfficeClients::listClients))
                .contains(new ClientView(text, beans.clock().instant()));
        assertThat(AuditTrail.about(beans, "client:" + text)).containsExactly("SOAP_CLIENT_CREATED OK");
    }

    /** Two operators at once: the name is taken, and nothing failed. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aNameThatIsJustBeingGivenIsTaken(Database database) throws Exception {
        Beans there = new Beans(database);

        Optional<NewClient> second = Behind.uncommitted(
                database,
                there,
                BackOfficeClients.class,
                first -> first.create(name, "bob"),
                () -> there.call(BackOfficeClients.class, desk -> desk.create(name, "ann")));

        assertThat(second).isEmpty();
    }

    @Test
    void aRemovedBackOfficeHasNoSecretMore() {
        create();

        Optional<ClientView> removed = remove();

        assertThat(removed).contains(new ClientView(text, beans.clock().instant()));
        assertThat(findSecret(name)).isEmpty();
        assertThat(remove()).isEmpty();
        assertThat(AuditTrail.about(beans, "client:" + text))
                .containsExactly("SOAP_CLIENT_CREATED OK", "SOAP_CLIENT_REMOVED OK");
    }

    @Test
    void whoIsNotThereHasNoSecret() {
        assertThat(findSecret(name)).isEmpty();
        Optional<String> ofNobody = beans.call(StoredRecords.class, records -> records.findSecret(Optional.empty()));
        assertThat(ofNobody).isEmpty();
    }

    @Test
    void aNonceIsEnteredOnceForEachBackOffice() {
        Nonce nonce = new Nonce(Base64.getEncoder()
                .encodeToString(UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII)));

        assertThat(enter(name, nonce)).isTrue();
        assertThat(enter(name, nonce)).isFalse();
        assertThat(enter(new ClientName(text + "-2"), nonce)).isTrue();
    }

    @Test
    void aNonceIsItsBackOfficesAndItsOctets() {
        Nonce nonce = new Nonce("A".repeat(22) + "==");
        Nonce other = new Nonce("B".repeat(21) + "A==");
        UsedNonce.Key key = key(text, nonce);

        assertThat(key)
                .isEqualTo(key(text, nonce))
                .hasSameHashCodeAs(key(text, nonce))
                .isNotEqualTo(key(text + "-2", nonce))
                .isNotEqualTo(key(text, other))
                .isNotEqualTo(text);
        assertThat(key.hashCode()).isNotZero();
    }

    @Test
    void theDoorTakesAMessageOnce() {
        String secret = create().orElseThrow().secret();
        WsuTime now = WsuTime.parse(beans.clock().instant().toString());
        UsernameToken token = Tokens.made(text, secret, now);
        MessageTimestamp timestamp = new MessageTimestamp(now, Optional.empty());

        CallerOutcome first = beans.call(BackOfficeDoor.class, door -> door.authenticate(token, timestamp));
        CallerOutcome second = beans.call(BackOfficeDoor.class, door -> door.authenticate(token, timestamp));

        assertThat(first).isEqualTo(new CallerOutcome.Known(name));
        assertThat(second).isEqualTo(new CallerOutcome.Refused(CallerRefusal.REPLAYED));
    }

    @Test
    void secretsMoveToTheNewDataKeyAndStayWhatTheyAre() {
        RotatingKeysInMemory keys = new RotatingKeysInMemory("bo" + text);
        Secrets secrets = new Secrets(keys);
        beans.give(Secrets.class, secrets);
        String secret = create().orElseThrow().secret();
        String old = keys.rotate();
        assertThat(count(secrets, old)).isEqualTo(1);

        int moved = beans.query(entities -> new SealedClientSecrets(entities, secrets).reseal(old, 100));

        assertThat(moved).isEqualTo(1);
        assertThat(count(secrets, old)).isZero();
        assertThat(findSecret(name)).contains(secret);
        assertThat(findSealed()).startsWith(keys.id() + ".");
        Purpose purpose = beans.query(entities -> new SealedClientSecrets(entities, secrets).purpose());
        assertThat(purpose).isEqualTo(Purpose.BACK_OFFICE_SECRET);
        remove();
    }

    /** One bean goes through all of it, as in the server. */
    @Test
    void whoIsNotThereStaysSoAfterTheKeyOfTheBeginningIsGone() {
        RotatingKeysInMemory keys = new RotatingKeysInMemory("bo" + text);
        Secrets secrets = new Secrets(keys);
        beans.give(DataKeys.class, keys).give(Secrets.class, secrets);

        beans.run(StoredRecords.class, records -> {
            assertThat(records.findSecret(Optional.of(name))).isEmpty();
            keys.remove(keys.rotate());

            assertThat(records.findSecret(Optional.of(name))).isEmpty();
            assertThat(records.findSecret(Optional.empty())).isEmpty();
        });
        assertThat(secrets.countUnreadable(Purpose.BACK_OFFICE_SECRET)).isZero();
    }

    private long count(Secrets secrets, String keyId) {
        return beans.query(entities -> new SealedClientSecrets(entities, secrets).countUnder(keyId));
    }

    private static UsedNonce.Key key(String client, Nonce nonce) {
        return new UsedNonce(new ClientName(client), nonce, java.time.Instant.EPOCH).key();
    }

    private String findSealed() {
        return beans.call(BackOfficeClients.class, clients -> clients.findSealed(name))
                .orElseThrow();
    }

    private Optional<NewClient> create() {
        return beans.call(BackOfficeClients.class, clients -> clients.create(name, "op"));
    }

    private Optional<ClientView> remove() {
        return beans.call(BackOfficeClients.class, clients -> clients.remove(name, "op"));
    }

    private Optional<String> findSecret(ClientName client) {
        return beans.call(StoredRecords.class, records -> records.findSecret(Optional.of(client)));
    }

    private boolean enter(ClientName client, Nonce nonce) {
        return beans.call(
                StoredRecords.class,
                records -> records.enter(client, nonce, beans.clock().instant()));
    }
}
