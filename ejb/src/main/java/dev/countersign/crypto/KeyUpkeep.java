package dev.countersign.crypto;

import dev.countersign.sweep.TimedWork;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * Has this node see new data keys soon, and brings records from superseded data keys to the current ones, batch by batch,
 * on every node. There is nothing to remember that must outlive a kill: what is left to do stands in the records, so one costs one batch, and
 * nodes pass over each other's rows. To find what is under a key a table is read from end to end: a key that nothing more is written
 * under and nothing was found under is looked for once an hour, because an older row may be put back.
 */
@Singleton
@Startup
@DependsOn("KeyRing")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyUpkeep {

    private static final System.Logger LOG = System.getLogger(KeyUpkeep.class.getName());
    private static final int BATCH = 100;
    private static final Pause EMPTY = new Pause(Duration.ofHours(1));

    /** Somebody may be putting right what does not open, and looks whether the count falls. */
    private static final Pause UNREADABLE = new Pause(Duration.ofMinutes(1));

    /** What took too long takes as long the next time. */
    private static final Pause UNCOUNTED = new Pause(Duration.ofMinutes(1));

    private final TimedWork reading =
            new TimedWork(KeyUpkeep.class, "The data keys were not read; those of the last reading serve");
    private final TimedWork resealing = new TimedWork(KeyUpkeep.class, "Records stay under their old keys");

    @Inject
    private DataKeyStore store;

    @Inject
    private DataKeys opened;

    @Inject
    private Instance<SealedRecords> records;

    @Inject
    private Clock clock;

    /** Of keys that are not looked for now, by their ids. */
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    /** It has a bean of its own: a timer of the key ring would open it again and again where its first opening failed. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void refresh() {
        reading.run(opened::refresh);
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        resealing.run(this::resealAll);
    }

    /** For how long a key is not looked for, and from when on. */
    private record Pause(Duration length, Instant since) {

        Pause(Duration length) {
            this(length, Instant.EPOCH);
        }

        Pause from(Instant now) {
            return new Pause(length, now);
        }

        /** Also when the clock was set back before its begin. */
        boolean isOver(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(length));
        }
    }

    private void resealAll() {
        Instant now = clock.instant();
        List<DataKey> old = store.listKeys().stream()
                .filter(key -> !key.isCurrent() && !key.purpose().isHash())
                .toList();
        pauses.values().removeIf(pause -> pause.isOver(now));
        List<DataKey> due =
                old.stream().filter(key -> !pauses.containsKey(key.keyId())).toList();
        if (!due.isEmpty()) {
            // Whoever sees a superseded key must seal with its successor, or the same records would come each time.
            opened.refresh();
            due.forEach(key -> reseal(key, now));
        }
    }

    private void reseal(DataKey old, Instant now) {
        List<SealedRecords> under = StreamSupport.stream(records.spliterator(), false)
                .filter(kept -> kept.purpose() == old.purpose())
                .toList();
        boolean moved = false;
        for (SealedRecords kept : under) {
            moved |= reseal(kept, old.keyId()) != 0;
        }
        // Before it may be removed an older node, or a transaction that goes on, may still write under it.
        boolean resting = old.removableAt().map(now::isBefore).orElse(true);
        if (!moved && !resting) {
            pause(under, old.keyId(), now);
        }
    }

    private void pause(List<SealedRecords> under, String keyId, Instant now) {
        try {
            findPause(under, keyId).ifPresent(pause -> pauses.put(keyId, pause.from(now)));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "What is under data key " + keyId + " was not counted", e);
            pauses.put(keyId, UNCOUNTED.from(now));
        }
    }

    /** Empty while there are records that somebody was changing. */
    private static Optional<Pause> findPause(List<SealedRecords> under, String keyId) {
        long left = under.stream().mapToLong(kept -> kept.countUnder(keyId)).sum();
        if (left == 0) {
            return Optional.of(EMPTY);
        }
        long unreadable =
                under.stream().mapToLong(kept -> kept.countUnreadable(keyId)).sum();
        return Optional.of(UNREADABLE).filter(pause -> left <= unreadable);
    }

    /**
     * What goes wrong with the records of one feature keeps nobody else's under an old key.
     *
     * @return how many were sealed anew; -1 where it went wrong
     */
    private static long reseal(SealedRecords kept, String keyId) {
        long total = 0;
        boolean failed = false;
        try {
            for (int done = kept.reseal(keyId, BATCH); done > 0; done = kept.reseal(keyId, BATCH)) {
                total += done;
            }
        } catch (RuntimeException e) {
            failed = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Records stay under data key " + keyId + "; the next sweep tries them again",
                    e);
        }
        if (total > 0) {
            LOG.log(System.Logger.Level.INFO, total + " records left data key " + keyId);
        }
        return failed ? -1 : total;
    }
}
