package dev.countersign.audit;

import dev.countersign.crypto.Secrets;
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
    private Secrets secrets;

    @Inject
    private Clock clock;

    @Inject
    private Event<AuditRecorded> recorded;

    /** Adds the fact; needs a transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditFact fact) {
        AuditEntry entry = new AuditEntry(fact, clock.instant());
        // The row's id comes with this, and is part of what the keyed hash covers.
        entities.persist(entry);
        entry.authenticate(secrets);
        recorded.fire(new AuditRecorded(entry.content().id(), entry.content().at(), fact));
    }
}
