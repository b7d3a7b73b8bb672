package dev.countersign.backoffice;

import dev.countersign.sweep.OldSpans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions to the tables of back offices and nonces; works inside the caller's transaction. */
@ApplicationScoped
class BackOfficeStore {

    private static final OldSpans OLD_NONCES = new OldSpans("used_nonce", "expires_at", 1);

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected BackOfficeStore() {}

    @Inject
    BackOfficeStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<BackOfficeClient> findClient(ClientName name) {
        return Optional.ofNullable(entities.find(BackOfficeClient.class, name.value()));
    }

    List<BackOfficeClient> listClients() {
        return entities.createQuery("select c from BackOfficeClient c order by c.name", BackOfficeClient.class)
                .getResultList();
    }

    /** Adds a client; fails where there is one of that name. */
    void add(BackOfficeClient client) {
        entities.persist(client);
        entities.flush();
    }

    void remove(BackOfficeClient client) {
        entities.remove(client);
    }

    boolean isUsed(UsedNonce nonce) {
        return entities.find(UsedNonce.class, nonce.key()) != null;
    }

    /** Adds a nonce; fails where it was added before. */
    void add(UsedNonce nonce) {
        entities.persist(nonce);
        entities.flush();
    }

    /** Removes some of those that are over, and says how many. */
    int removeNoncesBefore(Instant now) {
        return OLD_NONCES.remove(entities, now);
    }
}
