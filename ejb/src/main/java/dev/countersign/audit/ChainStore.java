package dev.countersign.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Questions to the tables of the chain; works inside the caller's transaction. */
@ApplicationScoped
class ChainStore {

    /** A lease that reaches further was taken with a clock that has been set back since, and binds nobody. */
    private static final Duration BEYOND_ANY_LEASE = Duration.ofMinutes(1);

    /** How many entries are looked at where the order of places and that of time may differ. */
    private static final int REACH = 1000;

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

    /**
     * The lowest place of an entry decided at the moment or later. An index by time leads there; because the order of places is a little
     * other than that of time, some entries on either side are looked at. One that got its place long after its time is not looked for.
     */
    Optional<Long> findFirstSequence(Instant from) {
        Optional<Long> first =
                listPlaces("e.at >= :moment order by e.at, e.id", from).min(Comparator.naturalOrder());
        Optional<Long> lower = first;
        while (lower.isPresent()) {
            first = lower;
            long place = lower.get();
            lower = findPlace("min(e.sequence)", place - REACH, place - 1, "e.at >= :moment", from);
        }
        return first;
    }

    /** The highest place of all. */
    Optional<Long> findEnd() {
        return Optional.ofNullable(
                entities.createQuery("select max(e.sequence) from AuditEntry e where e.sequence > 0", Long.class)
                        .getSingleResult());
    }

    /** The highest place of an entry decided before the moment; found as above. */
    Optional<Long> findLastSequence(Instant to) {
        Optional<Long> last =
                listPlaces("e.at < :moment order by e.at desc, e.id desc", to).max(Comparator.naturalOrder());
        Optional<Long> higher = last;
        while (higher.isPresent()) {
            last = higher;
            long place = higher.get();
            higher = findPlace("max(e.sequence)", place + 1, place + REACH, "e.at < :moment", to);
        }
        return last;
    }

    private Stream<Long> listPlaces(String next, Instant moment) {
        return entities.createQuery("select e.sequence from AuditEntry e where e.sequence > 0 and " + next, Long.class)
                .setParameter("moment", moment)
                .setMaxResults(REACH)
                .getResultStream();
    }

    private Optional<Long> findPlace(String which, long from, long to, String decided, Instant moment) {
        return Optional.ofNullable(entities.createQuery(
                        "select " + which + " from AuditEntry e where e.sequence >= :from and e.sequence <= :to and "
                                + decided,
                        Long.class)
                .setParameter("from", Math.max(from, 1))
                .setParameter("to", to)
                .setParameter("moment", moment)
                .getSingleResult());
    }

    /** Signed heads at these places behind the one, in the order of the places; none that was signed after the last one. */
    List<KeptHead> listHeads(KeptHead after, long firstSequence, long lastSequence, long lastId, int most) {
        return entities.createQuery(
                        "select h from AuditHead h where h.sequence >= :from and h.sequence <= :last and h.id <= :lastId"
                                + " and (h.sequence > :after or h.id > :afterId) order by h.sequence, h.id",
                        AuditHead.class)
                .setParameter("from", Math.max(after.sequence(), firstSequence))
                .setParameter("last", lastSequence)
                .setParameter("lastId", lastId)
                .setParameter("after", after.sequence())
                .setParameter("afterId", after.id())
                .setMaxResults(most)
                .getResultStream()
                .map(AuditHead::kept)
                .toList();
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
