package dev.countersign.push;

import dev.countersign.announce.SharedRun;
import dev.countersign.push.PushClaims.Dispatch;
import dev.countersign.sweep.TimedWork;
import jakarta.annotation.PostConstruct;
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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands notifications to push services, right after the commit that wrote their requests and whenever the sweep finds some left
 * over. No transaction stands while a service is asked; what a crash leaves unnoted is sent once more, and the phone shows one
 * notification for both, because they have one topic.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PushSender {

    private static final System.Logger LOG = System.getLogger(PushSender.class.getName());

    private final TimedWork looking = new TimedWork(PushSender.class, "Notifications wait in the database");
    private final SharedRun runs = new SharedRun();

    @Inject
    private PushClaims claims;

    @Inject
    private PushProviders providers;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    @Inject
    private PushThreads threads;

    private Places places;

    @PostConstruct
    void start() {
        places = new Places(PushThreads.PLACES, threads.senders(), this::lookAgain);
    }

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onOrdered(@Observes(during = TransactionPhase.AFTER_SUCCESS) PushOrdered event) {
        wake();
    }

    /** For what a crash or a busy push service left waiting; runs on every node. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        looking.run(this::wake);
    }

    private void wake() {
        runs.want(executor, this::run);
    }

    private void lookAgain() {
        try {
            wake();
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "Notifications wait for the sweep: the server has no thread for it now");
        }
    }

    private void run() {
        try {
            // Each on its own: one slow service holds up nobody else's phone.
            places.fill(claims::claim, this::send);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Notifications wait in the database; the sweep tries again", e);
        }
    }

    private void send(Dispatch dispatch) {
        try {
            claims.note(dispatch, providers.send(dispatch.address(), dispatch.notification()));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Notification " + dispatch.notification().id() + " waits for the sweep",
                    e);
        }
    }
}
