package dev.countersign.lockout;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Questions to the table of failures; works inside the caller's transaction. */
@ApplicationScoped
class FailureStore {

    private static final int TURNS = 256;

    private static final OldRows OLD = new OldRows("failure_record", "id", "keep_until");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected FailureStore() {}

    @Inject
    FailureStore(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Locks the turns of the lanes' subjects until the transaction ends, in one statement and always in the same order. Some subjects share
     * a turn; that costs a wait and nothing else.
     */
    void lockTurns(Lane... lanes) {
        List<Integer> turns =
                Stream.of(lanes).map(FailureStore::turnOf).distinct().sorted().toList();
        String places =
                IntStream.rangeClosed(1, turns.size()).mapToObj(at -> "?" + at).collect(Collectors.joining(", "));
        Query lock = entities.createNativeQuery(
                "select id from failure_turn where id in (" + places + ") order by id for update");
        for (int at = 0; at < turns.size(); at++) {
            lock.setParameter(at + 1, turns.get(at));
        }
        if (lock.getResultList().size() != turns.size()) {
            throw new IllegalStateException("turns of failures are missing");
        }
    }

    /** Which turn the lane's subject has. */
    static int turnOf(Lane lane) {
        return Math.floorMod(lane.subject().hashCode(), TURNS);
    }

    Optional<FailureRecord> findRecord(Lane lane) {
        return Optional.ofNullable(entities.find(FailureRecord.class, lane.id()));
    }

    /** When fewer than {@code most} failures of the lane will lie in the window again; {@code now} if fewer do already. */
    Instant freeAgain(Lane lane, Duration window, int most, Instant now) {
        return findRecord(lane)
                .map(record -> record.freeAgain(now, window, most))
                .orElse(now);
    }

    /**
     * Until when one of the lanes has had its most within the window; empty if none has. Where no other may count meanwhile, their turns are
     * locked.
     */
    Optional<Instant> heldUntil(Map<Lane, Integer> most, Duration window, Instant now) {
        return most.entrySet().stream()
                .map(lane -> freeAgain(lane.getKey(), window, lane.getValue(), now))
                .max(Comparator.naturalOrder())
                .filter(now::isBefore);
    }

    /** The records of the lanes as they stand now, those that there are: none is of an earlier look in the same transaction. */
    List<FailureRecord> listRecords(Lane... lanes) {
        return entities.createQuery("select r from FailureRecord r where r.id in :ids", FailureRecord.class)
                .setParameter("ids", Stream.of(lanes).map(Lane::id).toList())
                .setHint("eclipselink.refresh", true)
                .getResultList();
    }

    /**
     * The record of the lane as it stands now, made if there is none; the turn of its subject must be locked, or what stands for it. To be asked for
     * once in a transaction: a lock reads the row anew, whatever this transaction has read or changed before.
     */
    FailureRecord lockRecord(Lane lane, Instant now) {
        return findLocked(lane).orElseGet(() -> add(new FailureRecord(lane, now)));
    }

    /** The record of the lane as it stands now; the turn of its subject must be locked. */
    Optional<FailureRecord> findLocked(Lane lane) {
        return Optional.ofNullable(entities.find(FailureRecord.class, lane.id(), LockModeType.PESSIMISTIC_WRITE));
    }

    private FailureRecord add(FailureRecord made) {
        entities.persist(made);
        return made;
    }

    void remove(FailureRecord record) {
        entities.remove(record);
    }

    /** Forgets all lanes of a subject; those also that a server of the version before wrote, without their subject, as long as they count. */
    void removeAll(Lane lane) {
        entities.createQuery("delete from FailureRecord r where r.subject = :subject"
                        + " or (r.subject is null and locate(:begin, r.id) = 1)")
                .setParameter("subject", lane.subject())
                .setParameter("begin", lane.subject() + "|")
                .executeUpdate();
    }

    /** Removes what counts no more, so many at a time. Returns how many. */
    int removeOld(Instant now, int most) {
        return OLD.remove(entities, now, most);
    }
}
