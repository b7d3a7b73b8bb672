package dev.countersign.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Writes facts in the transaction that decided them: both stand or neither. */
@ApplicationScoped
public class AuditLog {

    @Inject
    private EntityManager entities;

    @Inject
    private Clock clock;

    @Inject
    private Event<AuditRecorded> recorded;

    /** Adds the fact; needs a transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditFact fact) {
        AuditEntry entry = new AuditEntry(fact, clock.instant());
        entities.persist(entry);
        recorded.fire(new AuditRecorded(fact, entry.line()));
    }
}
