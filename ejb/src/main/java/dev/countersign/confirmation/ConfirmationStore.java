package dev.countersign.confirmation;

import dev.countersign.sweep.OldRows;
import dev.countersign.token.SignedInUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

/** Questions to the table of confirmations; works inside the caller's transaction. */
@ApplicationScoped
class ConfirmationStore {

    private static final OldRows OLD = new OldRows("confirmation", "id", "expires_at");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ConfirmationStore() {}

    @Inject
    ConfirmationStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Confirmation confirmation) {
        entities.persist(confirmation);
    }

    /** The newest confirmation of the session for the purpose, open or not; the user's row must be locked. */
    Optional<Confirmation> findNewest(SignedInUser user, ConfirmationPurpose purpose) {
        return entities.createQuery(
                        "select c from Confirmation c where c.sessionId = :session and c.purpose = :purpose"
                                + " order by c.createdAt desc",
                        Confirmation.class)
                .setParameter("session", user.sessionId())
                .setParameter("purpose", purpose)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Removes those whose time was over before, so many at a time. Returns how many. */
    int removeExpired(Instant before, int most) {
        return OLD.remove(entities, before, most);
    }

    /** The confirmation of this id, not locked. */
    Optional<Confirmation> find(String id) {
        return Optional.ofNullable(entities.find(Confirmation.class, id));
    }

    /** The confirmation with its row locked until the transaction ends; the user's row must be locked before. */
    Optional<Confirmation> lock(String id) {
        return Optional.ofNullable(entities.find(Confirmation.class, id, LockModeType.PESSIMISTIC_WRITE));
    }
}
