package dev.countersign.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Database;
import dev.countersign.sweep.Batches;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database decides about back offices and nonces, on each database the product runs on. */
@Timeout(60)
class BackOfficePersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Nonce NONCE = Nonce.parse("AAECAwQFBgcICQoLDA0ODw==");

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aNonceIsEnteredOnceForAClient(Database database) {
        ClientName client = newName();
        enter(database, client, NOW);

        assertThatThrownBy(() -> enter(database, client, NOW.plusSeconds(1))).isInstanceOf(PersistenceException.class);
        assertThat(isUsed(database, client)).isTrue();
        enter(database, newName(), NOW);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aNonceIsForgottenAfterItsEndAndNotBefore(Database database) {
        ClientName client = newName();
        enter(database, client, NOW);

        sweep(database, NOW);
        assertThat(isUsed(database, client)).isTrue();

        sweep(database, NOW.plusSeconds(1));
        assertThat(isUsed(database, client)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aRemovedClientIsNotFound(Database database) {
        ClientName name = newName();
        database.run(entities -> new BackOfficeStore(entities).add(new BackOfficeClient(name, "sealed", NOW)));
        database.run(entities -> {
            BackOfficeStore store = new BackOfficeStore(entities);
            assertThat(store.listClients())
                    .extracting(BackOfficeClient::view)
                    .contains(new ClientView(name.value(), NOW));
            store.remove(store.findClient(name).orElseThrow());
        });

        Optional<BackOfficeClient> found = database.call(entities -> new BackOfficeStore(entities).findClient(name));
        assertThat(found).isEmpty();
    }

    private static void enter(Database database, ClientName client, Instant end) {
        database.run(entities -> new BackOfficeStore(entities).add(new UsedNonce(client, NONCE, end)));
    }

    private static boolean isUsed(Database database, ClientName client) {
        return database.call(entities -> new BackOfficeStore(entities).isUsed(new UsedNonce(client, NONCE, NOW)));
    }

    private static void sweep(Database database, Instant now) {
        Batches.repeat(1, () -> database.call(entities -> new BackOfficeStore(entities).removeNoncesBefore(now)));
    }

    private static ClientName newName() {
        return new ClientName("office-" + UUID.randomUUID());
    }
}
