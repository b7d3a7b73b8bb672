package dev.countersign.audit;

import dev.countersign.sweep.TimedWork;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives committed entries their place in the chain and has the head signed. Every node looks each second; the one that
 * holds the lease works. The lease only saves work: what keeps the chain one is the locked head and the unique number.
 */
@Singleton
@Startup
@DependsOn("HeadKeys")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditSealer {

    private static final System.Logger LOG = System.getLogger(AuditSealer.class.getName());

    /** This run of this node: a restarted node is another one. */
    private final String holder = UUID.randomUUID().toString();

    private final TimedWork looking = new TimedWork(AuditSealer.class, "Audit entries wait for their place");
    private final TimedWork placing =
            new TimedWork(AuditSealer.class, "Audit entries wait for their place, or the head for its signature");
    private final TimedWork watching = new TimedWork(AuditSealer.class, "How many audit entries wait is not known");
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicBoolean late = new AtomicBoolean();
    private final Set<Long> reported = new HashSet<>();

    @Inject
    private ChainDesk desk;

    @Inject
    private HeadKeys keys;

    @Inject
    private AuditAnnouncer announcer;

    @Inject
    private Event<ChainWatched> watched;

    @Inject
    private Clock clock;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void look() {
        looking.run(() -> {
            if (working.compareAndSet(false, true)) {
                start();
            }
        });
    }

    private void start() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException e) {
            // Nobody works, and the next look finds that out.
            working.set(false);
            throw e;
        }
    }

    /** What keeps entries from their place does not keep the watch from telling of it. */
    private void work() {
        try {
            placing.run(this::place);
            watching.run(() -> watch(desk.countOverdue()));
        } finally {
            working.set(false);
        }
    }

    private void place() {
        if (desk.takeLease(holder)) {
            sealAll();
            desk.findHeadToSign().ifPresent(this::sign);
        }
    }

    private void sealAll() {
        Optional<EntryPosition> next = Optional.of(EntryPosition.FIRST);
        while (next.isPresent()) {
            SealedBatch batch = desk.seal(next.get());
            report(batch.refused());
            next = batch.next().filter(position -> desk.takeLease(holder));
        }
    }

    private void sign(ChainHead head) {
        SignedHead signed = HeadSignature.sign(head, clock.instant(), keys.signer());
        desk.keep(signed);
        announcer.announce(signed);
    }

    private void report(List<Long> refused) {
        for (Long id : refused) {
            if (reported.add(id)) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "ALERT: audit entry id=" + id + " is not what a decision wrote and gets no place in the chain;"
                                + " somebody has changed the table, or its key is missing");
            }
        }
    }

    private void watch(long overdue) {
        watched.fire(new ChainWatched(overdue));
        if (late.getAndSet(overdue > 0) != overdue > 0) {
            LOG.log(
                    overdue > 0 ? System.Logger.Level.ERROR : System.Logger.Level.INFO,
                    overdue > 0
                            ? "ALERT: " + overdue + " audit entries have had no place in the chain for over 5 s"
                            : "All audit entries have their place again");
        }
    }
}
