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

    @Inject
    private Event<Decided> decided;

    /** Adds the fact; needs a transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditFact fact) {
        add(fact);
        decided.fire(new Decided(fact));
    }

    /** Tells the log and the meters of a fact that gets no entry; needs a transaction, and says nothing if that is undone. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void tell(AuditFact fact) {
        decided.fire(new Decided(fact));
    }

    /** Adds a fact that sums up others, each of which was told before; needs a transaction. */
    void add(AuditFact fact) {
        AuditEntry entry = new AuditEntry(fact, clock.instant());
        // The row's id comes with this, and is part of what the keyed hash covers.
        entities.persist(entry);
        entry.authenticate(secrets);
        recorded.fire(new AuditRecorded(entry.content().id(), entry.content().at(), fact));
    }
}
