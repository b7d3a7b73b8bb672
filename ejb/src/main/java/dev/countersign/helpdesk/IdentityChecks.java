package dev.countersign.helpdesk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;

/** Keeps what operators found out about callers; works inside the caller's transaction. */
@ApplicationScoped
public class IdentityChecks {

    @Inject
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** Keeps the result of a check, whatever it is, and at once, because what is given after it refers to it; returns its id. */
    public String keep(long userId, IdentityCheck check, String operator) {
        StoredCheck stored = new StoredCheck(userId, operator, check, clock.instant());
        entities.persist(stored);
        entities.flush();
        return stored.id();
    }
}
