package dev.countersign.sms;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How many orders stand in the database that should be on the queue already. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SmsBacklog {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** Orders of all nodes that no relay has put on the queue yet. */
    public Backlog waiting() {
        Object[] row = entities.createQuery(
                        "select count(o), min(o.createdAt) from OutboundSms o where o.state = :waiting", Object[].class)
                .setParameter("waiting", SmsState.WAITING)
                .getSingleResult();
        return new Backlog((Long) row[0], Optional.ofNullable((Instant) row[1]));
    }

    /** Orders on the queue that no carrier takes now, as far as gateways have said. */
    public long stalled() {
        return entities.createQuery(
                        "select count(o) from OutboundSms o where o.state in :unsent and o.stalledAt is not null and o.expiresAt > :now",
                        Long.class)
                .setParameter("unsent", List.of(SmsState.WAITING, SmsState.QUEUED))
                .setParameter("now", clock.instant())
                .getSingleResult();
    }

    /** Waiting orders, and when the oldest was written; empty where none waits. */
    public record Backlog(long orders, Optional<Instant> oldest) {}
}
