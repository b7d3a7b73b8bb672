package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayReport;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.bean.DeliverSm;

/**
 * The gateway in the container: opens the session at start without waiting for the message center, takes up what the
 * last life left in the inflight queue before anything new, reports every five seconds, unbinds at the end.
 *
 * <p>Submissions have threads of their own from the container's factory, as many as the window has places: on the shared
 * executor a slow message center would hold up everybody else.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SmppGateway {

    private static final System.Logger LOG = System.getLogger(SmppGateway.class.getName());
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RECOVERY_PAUSE = Duration.ofSeconds(2);
    private static final Duration INTAKE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration INTAKE_PAUSE = Duration.ofMillis(500);
    private static final int INTAKES = 4;
    private static final int TIMER_THREADS = 2;

    @Inject
    GatewaySettings settings;

    @Inject
    Clock clock;

    @EJB
    GatewayMemory memory;

    @EJB
    OrderIntake intake;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    private SubmissionWindow window;
    private ExecutorService submitters;
    private ExecutorService intakes;
    private ScheduledExecutorService timer;
    private SmppSession session;
    private OrderDispatch dispatch;
    private ReceiptReader receipts;

    @PostConstruct
    void start() {
        // Read here for its failure: without keys the deployment must end, not each order.
        OrderCipher.read(settings.orderKeys());
        SecureRandom random = new SecureRandom();
        receipts = new ReceiptReader(settings.receiptIdForm);
        window = new SubmissionWindow(settings.window, settings.maxUnsettled);
        submitters = Executors.newFixedThreadPool(settings.window, threads);
        intakes = Executors.newFixedThreadPool(INTAKES, threads);
        timer = Executors.newScheduledThreadPool(TIMER_THREADS, threads);
        session = new SmppSession(settings.smpp(), new Ears(), timer, random);
        dispatch = new OrderDispatch(
                session,
                memory,
                window,
                settings.dispatch(),
                new OrderDispatch.Workers(submitters, timer, clock, random));
        timer.execute(this::takeUpAndConnect);
        for (int i = 0; i < INTAKES; i++) {
            intakes.execute(this::takeOrders);
        }
    }

    @PreDestroy
    void stop() {
        window.close();
        timer.shutdownNow();
        intakes.shutdown();
        submitters.shutdown();
        session.close();
    }

    /** Whether the order is under way here. */
    public boolean isOpen(UUID messageKey) {
        return dispatch.isOpen(messageKey);
    }

    /** Reserves a place for one new order; empty when there is none within {@code patience}. */
    public Optional<ReservedPlace> admit(Duration patience) {
        return window.admit(patience) ? Optional.of(new ReservedPlace(window, dispatch)) : Optional.empty();
    }

    /** Tells the core how this gateway is. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "gateway report")
    public void report() {
        try {
            memory.tell(new GatewayReport(settings.instance, session.isBound(), clock.instant()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "smpp.report event=not-sent cause={0}", e.toString());
        }
    }

    /** New orders wait until those of the last life are known: only the session opens the window. */
    private void takeUpAndConnect() {
        try {
            memory.listInflight().forEach(dispatch::takeUp);
        } catch (RuntimeException e) {
            if (timer.isShutdown()) {
                return;
            }
            LOG.log(System.Logger.Level.WARNING, "smpp.start event=broker-away cause={0}", e.toString());
            var unused = timer.schedule(this::takeUpAndConnect, RECOVERY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        if (settings.password.isPresent()) {
            session.open();
        } else {
            LOG.log(System.Logger.Level.ERROR, "smpp.link event=no-bind cause=countersign.smpp.password is not set");
        }
    }

    /** One round of an intake, and then the next. Without a session orders stay where they are, and there they expire. */
    private void takeOrders() {
        boolean more = window.isBound();
        try {
            if (more) {
                intake.takeNext(INTAKE_PATIENCE);
            }
        } catch (RuntimeException e) {
            more = false;
            LOG.log(System.Logger.Level.WARNING, "sms.order event=broker-away cause={0}", e.toString());
        }
        try {
            if (more) {
                intakes.execute(this::takeOrders);
            } else {
                var unused = timer.schedule(
                        () -> intakes.execute(this::takeOrders), INTAKE_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the gateway stops; no further order is taken");
        }
    }

    private void receive(DeliverSm deliver) {
        receipts.read(deliver)
                .ifPresentOrElse(
                        dispatch::receive,
                        () -> LOG.log(System.Logger.Level.INFO, "smpp.receipt event=ignored: names no message"));
    }

    /** Carries what jsmpp's threads hear over to the container's. */
    private final class Ears implements LinkListener {

        @Override
        public void linkChanged(boolean bound) {
            window.bound(bound);
            executor.execute(SmppGateway.this::report);
        }

        @Override
        public void delivered(DeliverSm deliver) {
            Future<?> stored = executor.submit(() -> receive(deliver));
            try {
                stored.get(STORE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("the broker did not take the receipt", e);
            }
        }
    }
}
