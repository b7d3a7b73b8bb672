package dev.countersign.phone;

import dev.countersign.announce.Claimed;
import dev.countersign.announce.PacedThreads;
import dev.countersign.announce.SharedRun;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.sweep.TimedWork;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Carries orders from the database to the queue, right after the commit that wrote them and whenever the sweep finds
 * some left over. Between the two stands no transaction: an order that reached the queue but is still marked waiting is
 * sent again under the same duplicate id, which the broker drops.
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

    @Inject
    private OutboxClaims claims;

    @Inject
    private OrderSender sender;

    @Inject
    private PacedThreads threads;

    private Executor paced;

    @PostConstruct
    void start() {
        paced = threads.every(PAUSE);
    }

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onOrdered(@Observes(during = TransactionPhase.AFTER_SUCCESS) SmsOrdered event) {
        wake();
    }

    /** For orders that a crash, or a broker that was away, left waiting; runs on every node. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        looking.run(this::wake);
    }

    /** Sees to it that a run begins after this call; many calls may share one. */
    public void wake() {
        runs.want(paced, this::run);
    }

    private void run() {
        try {
            Claimed<SmsOrder> batch;
            do {
                batch = claims.claim();
                if (!batch.rows().isEmpty()) {
                    relay(batch.rows());
                }
            } while (batch.more());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Orders wait in the database; the sweep tries again", e);
        }
    }

    private void relay(List<SmsOrder> batch) {
        try {
            sender.send(batch);
            claims.queued(batch);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                throw e;
            }
            // One order that the broker refuses, such as one it has already, must not hold back the others.
            batch.forEach(order -> relayAlone(List.of(order)));
        }
    }

    private void relayAlone(List<SmsOrder> one) {
        try {
            relay(one);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Order " + one.get(0).messageKey() + " waits for the sweep", e);
        }
    }
}
