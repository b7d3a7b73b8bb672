package dev.countersign.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions to the tables of the chain; works inside the caller's transaction. */
@ApplicationScoped
class ChainStore {

    /** A lease that reaches further was taken with a clock that has been set back since, and binds nobody. */
    private static final Duration BEYOND_ANY_LEASE = Duration.ofMinutes(1);

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ChainStore() {}

    @Inject
    ChainStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Takes or renews the lease; the row count of one conditional update decides. */
    boolean takeLease(String holder, Instant now, Duration life) {
        int taken = entities.createNativeQuery("update audit_lease set holder = ?1, held_until = ?2"
                        + " where id = 1 and (holder = ?1 or held_until <= ?3 or held_until > ?4)")
                .setParameter(1, holder)
                .setParameter(2, Timestamp.from(now.plus(life)))
                .setParameter(3, Timestamp.from(now))
                .setParameter(4, Timestamp.from(now.plus(BEYOND_ANY_LEASE)))
                .executeUpdate();
        return taken == 1;
    }

    /** The head with its row locked until the transaction ends: who appends is alone. */
    AuditChain lockChain() {
        AuditChain chain = entities.find(AuditChain.class, AuditChain.ONLY, LockModeType.PESSIMISTIC_WRITE);
        if (chain == null) {
            throw new IllegalStateException("the row of audit_chain is gone");
        }
        return chain;
    }

    /** The head, not locked. */
    ChainHead getHead() {
        return entities.find(AuditChain.class, AuditChain.ONLY).head();
    }

    /** Committed entries without a place behind the position, the oldest first. */
    List<AuditEntry> listUnsealed(EntryPosition after, int most) {
        return entities.createQuery(
                        "select e from AuditEntry e where e.sequence is null"
                                + " and (e.at > :at or (e.at = :at and e.id > :id)) order by e.at, e.id",
                        AuditEntry.class)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** How many entries older than the limit have no place. */
    long countUnsealed(Instant limit) {
        return entities.createQuery(
                        "select count(e) from AuditEntry e where e.sequence is null and e.at < :limit", Long.class)
                .setParameter("limit", limit)
                .getSingleResult();
    }

    /** Sealed entries in the order of the chain. */
    List<AuditEntry> listSealed(long afterSequence, long lastSequence, int most) {
        return entities.createQuery(
                        "select e from AuditEntry e where e.sequence > :after and e.sequence <= :last"
                                + " order by e.sequence",
                        AuditEntry.class)
                .setParameter("after", afterSequence)
                .setParameter("last", lastSequence)
                .setMaxResults(most)
                .getResultList();
    }

    /** The lowest place of an entry decided at the moment or later. */
    Optional<Long> findFirstSequence(Instant from) {
        return Optional.ofNullable(entities.createQuery(
                        "select min(e.sequence) from AuditEntry e where e.sequence > 0 and e.at >= :from", Long.class)
                .setParameter("from", from)
                .getSingleResult());
    }

    /** The highest place of an entry decided before the moment. */
    Optional<Long> findLastSequence(Instant to) {
        return Optional.ofNullable(entities.createQuery(
                        "select max(e.sequence) from AuditEntry e where e.sequence > 0 and e.at < :to", Long.class)
                .setParameter("to", to)
                .getSingleResult());
    }

    /** Signed heads at these places, in the order in which they were signed. */
    List<AuditHead> listHeads(long afterId, long firstSequence, long lastSequence, int most) {
        return entities.createQuery(
                        "select h from AuditHead h where h.id > :after and h.sequence >= :first and h.sequence <= :last"
                                + " order by h.id",
                        AuditHead.class)
                .setParameter("after", afterId)
                .setParameter("first", firstSequence)
                .setParameter("last", lastSequence)
                .setMaxResults(most)
                .getResultList();
    }

    Optional<AuditHead> findLastHead() {
        return entities.createQuery("select h from AuditHead h order by h.id desc", AuditHead.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    void add(AuditHead head) {
        entities.persist(head);
    }
}
