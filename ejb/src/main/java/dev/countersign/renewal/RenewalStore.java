package dev.countersign.renewal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Questions to the table of renewals; works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
class RenewalStore {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected RenewalStore() {}

    @Inject
    RenewalStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Renewal renewal) {
        entities.persist(renewal);
    }

    Optional<Renewal> find(UUID enrolment) {
        return Optional.ofNullable(entities.find(Renewal.class, enrolment.toString()));
    }
}
