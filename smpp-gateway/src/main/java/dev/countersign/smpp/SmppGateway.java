package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.CarrierCallbacks;
import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsOrder;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jsmpp.bean.DeliverSm;

/**
 * The gateway in the container: takes up what the last life left in the inflight queue before anything new, opens the
 * carriers without waiting for them, looks every two seconds whether their book has changed and reports, and unbinds at
 * the end.
 *
 * <p>Submissions have threads of their own from the container's factory, for each carrier one more than its windows have
 * places: on the shared executor a slow message center would hold up everybody else.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SmppGateway {

    private static final System.Logger LOG = System.getLogger(SmppGateway.class.getName());
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration INTAKE_PATIENCE = Duration.ofSeconds(2);
    /** Gateways report every few seconds, and are told then what operators have set. */
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);

    private static final Duration INTAKE_PAUSE = Duration.ofMillis(500);
    private static final Duration PUT_BACK_PAUSE = Duration.ofMillis(100);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
    private static final int INTAKES = 2;
    private static final int HELPERS = 16;
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private static final int TIMER_THREADS = 2;

    @Inject
    GatewaySettings settings;

    @Inject
    StartRefusal refusal;

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

    private final String run = UUID.randomUUID().toString();

    private ExecutorService helpers;
    private ExecutorService intakes;
    private ScheduledExecutorService timer;
    private ExecutorService links;
    private Clockwork clockwork;
    private PresentBook book;
    private CarrierNetwork network;
    private OrderDispatch dispatch;
    private Callbacks callbacks;
    private volatile boolean ready;
    private volatile Instant readySince = Instant.MAX;

    @PostConstruct
    void start() {
        refusal.unless(settings::requireInstance);
        // Read here for its failure: without keys the deployment must end, not each order.
        refusal.unless(() -> OrderCipher.read(settings.orderKeys()));
        helpers = Executors.newFixedThreadPool(HELPERS, threads);
        intakes = Executors.newFixedThreadPool(INTAKES, threads);
        timer = Executors.newScheduledThreadPool(TIMER_THREADS, threads);
        // Grows with the binds that are being made or ended, each of which needs one thread at a time.
        links = Executors.newCachedThreadPool(threads);
        clockwork = new Clockwork(timer, links, clock, new SecureRandom());
        network = new CarrierNetwork(this::line, clockwork);
        dispatch = new OrderDispatch(
                network, memory, new Unsettled(settings.maxUnsettled), settings.dispatch(), clockwork, helpers);
        callbacks = new Callbacks(network, dispatch::receive, clock);
        book = refusal.unless(() -> new PresentBook(
                settings.carriersFile().map(CarrierFile::new), settings.singleCarrier(), memory, network));
        refusal.unless(book::first);
        Beginning beginning =
                new Beginning(memory, book::isThere, network::awaitsReceipts, dispatch::takeUp, clockwork);
        timer.execute(() -> beginning.run(this::connect));
        for (int i = 0; i < INTAKES; i++) {
            intakes.execute(this::takeOrders);
        }
    }

    @PreDestroy
    void stop() {
        ready = false;
        dispatch.close();
        timer.shutdownNow();
        intakes.shutdown();
        network.close(LAST_ANSWERS);
        links.shutdown();
        helpers.shutdown();
        awaitLastResults();
    }

    /** What was answered and is not written would be uncertain after the next start. */
    private void awaitLastResults() {
        try {
            if (!helpers.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "smpp.memory event=stopped-unwritten");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the order was taken here, now or lately. */
    public boolean isTaken(UUID messageKey) {
        return dispatch.isTaken(messageKey);
    }

    /** Whether a route leads to its number; while every carrier pauses orders wait, and are refused by nobody. */
    public boolean hasRoute(SmsOrder order) {
        return network.list().isEmpty() || dispatch.hasRoute(order);
    }

    /** Whether some order could have a place now. */
    public boolean hasRoom() {
        return dispatch.hasRoom();
    }

    /** Reserves a place for one new order; waits at most for {@code patience}, and only while no carrier has room. */
    public Optional<ReservedPlace> admit(SmsOrder order, Duration patience) {
        return dispatch.admit(order, patience);
    }

    /** How long an order without a place is to wait; empty where a carrier that leads to its number takes messages, and had no room. */
    public Optional<Duration> findPause(SmsOrder order) {
        return dispatch.findPause(order);
    }

    /**
     * Takes the callback of a carrier; none before it knows the messages of its last life, whom it may concern. What it refuses before it was told
     * its carriers may be good: most providers bring nothing again after a 404.
     */
    public CarrierCallbacks.Taking callBack(String name, UnaryOperator<String> headers, byte[] body) {
        if (!ready) {
            return CarrierCallbacks.Taking.TOO_EARLY;
        }
        Optional<CompletableFuture<Void>> stored = callbacks.take(name, headers, body);
        if (stored.isPresent()) {
            await(stored.get());
            return CarrierCallbacks.Taking.TAKEN;
        }
        return mayBeTold(name) ? CarrierCallbacks.Taking.TOO_EARLY : CarrierCallbacks.Taking.REFUSED;
    }

    /** Whether there may be such a carrier. Where operators have set none there is nothing to be told, and no other way to know. */
    private boolean mayBeTold(String carrier) {
        return network.findCarrier(carrier).isEmpty()
                && book.version() == 0
                && Duration.between(readySince, clock.instant()).abs().compareTo(TOLD_WITHIN) < 0;
    }

    /** Takes a receipt that another gateway heard and did not know. */
    public void hear(SmsHeard heard) {
        if (!heard.gateway().equals(settings.instance)) {
            dispatch.receiveElsewhere(heard.carrier(), Receipt.of(heard));
        }
    }

    /** Takes up changes of the carriers' file, and tells the core how this gateway is. */
    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false, info = "gateway report")
    public void report() {
        try {
            book.takeUpChanges();
            memory.tell(Reports.of(settings.instance, run, network, book.fault(), book.version(), clock.instant()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "smpp.report event=not-sent cause={0}", e.toString());
        }
    }

    private CarrierLine line(Carrier carrier) {
        SubmissionWindow window = new SubmissionWindow(carrier.pace());
        ReceiptReader receipts = new ReceiptReader(
                carrier.receipts().idForm(), carrier.receipts().words());
        MessageCenter center = SmppCenter.of(
                carrier,
                submitters -> {
                    window.bound(submitters);
                    executor.execute(this::report);
                },
                deliver -> store(() -> receive(carrier.name(), receipts, deliver)),
                clockwork);
        return new CarrierLine(carrier, center, window, CarrierLine.submitters(carrier, threads));
    }

    /** New orders wait until those of the last life are known: only then carriers are opened. */
    private void connect() {
        readySince = clock.instant();
        ready = true;
        network.open();
        new Sweep(memory, dispatch::isLost, dispatch::takeUpLost, clockwork).begin();
    }

    /**
     * One round of an intake, and then the next; at once, unless more had to be put back than went. Without a carrier orders
     * stay where they are, and there they expire.
     */
    private void takeOrders() {
        Duration pause = INTAKE_PAUSE;
        try {
            if (ready && network.isBound()) {
                boolean on = new TakenPlaces().use(places -> intake.takeNext(INTAKE_PATIENCE, places));
                pause = on ? Duration.ZERO : PUT_BACK_PAUSE;
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "sms.order event=broker-away cause={0}", e.toString());
        } catch (Error e) { // Nobody else would begin another round.
            LOG.log(System.Logger.Level.ERROR, "sms.order event=fault", e);
        } finally {
            takeMoreAfter(pause);
        }
    }

    private void takeMoreAfter(Duration pause) {
        if (pause.isZero()) {
            takeMore();
        } else {
            clockwork.later(pause, this::takeMore);
        }
    }

    private void takeMore() {
        try {
            intakes.execute(this::takeOrders);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the gateway stops; no further order is taken");
        }
    }

    private CompletableFuture<Void> receive(String carrier, ReceiptReader receipts, DeliverSm deliver) {
        Optional<Receipt> receipt = receipts.read(deliver);
        if (receipt.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "smpp.receipt event=ignored: names no message");
        }
        return receipt.map(known -> dispatch.receive(carrier, known)).orElse(DONE);
    }

    /** Carries what jsmpp's threads hear over to the container's, and waits until the broker has it. */
    private void store(Supplier<CompletableFuture<Void>> news) {
        await(DONE.thenComposeAsync(nothing -> news.get(), executor));
    }

    private static void await(CompletableFuture<Void> stored) {
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
