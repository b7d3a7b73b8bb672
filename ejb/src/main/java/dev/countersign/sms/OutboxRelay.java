package dev.countersign.sms;

import dev.countersign.announce.Paced;
import dev.countersign.announce.SharedRun;
import dev.countersign.sweep.TimedWork;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries orders from the database to the queue, right after the commit that wrote them and whenever the sweep finds
 * some left over. Between the two stands no transaction: an order that reached the queue but is still marked waiting is
 * sent again under the same duplicate id, which the broker drops. All is done on one thread that is shared with nobody: on the server's a
 * broker that hangs would hold up mail, notifications, event streams and the audit.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OutboxRelay {

    private static final System.Logger LOG = System.getLogger(OutboxRelay.class.getName());

    /** Short beside what a carrier takes, and at two hundred orders a second each run has two. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final TimedWork looking = new TimedWork(OutboxRelay.class, "Orders wait in the database");
    private final SharedRun runs = new SharedRun();
    private final AtomicBoolean due = new AtomicBoolean();

    @Inject
    private OutboxClaims claims;

    @Inject
    private OrderSender sender;

    @Inject
    private SmsSettings settings;

    @Inject
    private Clock clock;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    private OutboxRun orders;
    private ScheduledThreadPoolExecutor thread;
    private Executor paced;

    @PostConstruct
    void start() {
        orders = new OutboxRun(claims, sender, settings.relayLease(), clock);
        thread = new ScheduledThreadPoolExecutor(1, threads);
        thread.prestartCoreThread();
        paced = new Paced(PAUSE, thread, thread);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onOrdered(@Observes(during = TransactionPhase.AFTER_SUCCESS) SmsOrdered event) {
        wake();
    }

    /** For orders that a crash, or a broker that was away, left waiting; runs on every node. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        looking.run(() -> {
            due.set(true);
            wake();
        });
    }

    /** Sees to it that a run begins after this call; many calls may share one. */
    private void wake() {
        try {
            runs.want(paced, this::run);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the node stops; orders stay in the database");
        }
    }

    private void run() {
        try {
            if (due.getAndSet(false)) {
                orders.retry();
            }
            orders.relay();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Orders wait in the database; the sweep tries again", e);
        }
    }
}
