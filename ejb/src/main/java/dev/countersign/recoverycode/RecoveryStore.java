package dev.countersign.recoverycode;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/** Questions to the table of recovery codes; works inside the caller's transaction. */
@ApplicationScoped
class RecoveryStore {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected RecoveryStore() {}

    @Inject
    RecoveryStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(RecoverySet set) {
        entities.persist(set);
    }

    RecoverySet get(String id) {
        RecoverySet set = entities.find(RecoverySet.class, id);
        if (set == null) {
            throw new IllegalStateException("recovery codes " + id + " are gone");
        }
        return set;
    }

    /** The codes that the user has now. */
    Optional<RecoverySet> findCurrent(long userId) {
        return entities.createQuery(
                        "select s from RecoverySet s where s.userId = :user and s.endedAt is null", RecoverySet.class)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }
}
