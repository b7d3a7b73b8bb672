package dev.countersign.phone;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;

/** How many orders stand in the database that should be on the queue already. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SmsBacklog {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    /** Orders of all nodes that no relay has put on the queue yet. */
    public Backlog waiting() {
        Object[] row = entities.createQuery(
                        "select count(o), min(o.createdAt) from OutboundSms o where o.state = :waiting", Object[].class)
                .setParameter("waiting", SmsState.WAITING)
                .getSingleResult();
        return new Backlog((Long) row[0], Optional.ofNullable((Instant) row[1]));
    }

    /** Waiting orders, and when the oldest was written; empty where none waits. */
    public record Backlog(long orders, Optional<Instant> oldest) {}
}
