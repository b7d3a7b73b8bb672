package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import dev.countersign.simulator.Poll;
import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jsmpp.bean.DeliverSm;

/** The gateway without its container: carriers, windows and dispatch as they are, the broker in lists. */
final class LoopbackGateway implements GatewayMemory, AutoCloseable {

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

    final Queue<SmsResult> results = new ConcurrentLinkedQueue<>();
    final Queue<SmsReceipt> receipts = new ConcurrentLinkedQueue<>();
    final Queue<Integer> links = new ConcurrentLinkedQueue<>();
    final Queue<Long> pausesMillis = new ConcurrentLinkedQueue<>();
    final Queue<LoopbackGateway> beside = new ConcurrentLinkedQueue<>();
    final CarrierNetwork network;
    final OrderDispatch dispatch;

    /** How the carriers spell what they tell: what a receipt goes through before it is read. */
    volatile UnaryOperator<DeliverSm> spelling = UnaryOperator.identity();

    private final Clockwork clockwork;
    private final ExecutorService helpers = Executors.newFixedThreadPool(4);
    private final ExecutorService connecting = Executors.newCachedThreadPool();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(2) {
        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            pausesMillis.add(unit.toMillis(delay));
            return super.schedule(work, delay, unit);
        }
    };

    LoopbackGateway(CarrierBook book, Clock clock) {
        clockwork = new Clockwork(timer, connecting, clock, new Random(1));
        network = new CarrierNetwork(this::line, clockwork);
        dispatch = new OrderDispatch(
                network, this, new Unsettled(1_000), new DispatchSettings("loopback", PAUSES), clockwork, helpers);
        network.apply(book);
        network.open();
    }

    /** With two carriers that are up, of which the first one is tried first. */
    static LoopbackGateway preferring(Carrier first, Carrier second, Clock clock) {
        LoopbackGateway gateway = new LoopbackGateway(
                new CarrierBook(
                        List.of(first, second),
                        List.of(
                                new Route("+", Optional.empty(), first.name(), 0, BigDecimal.ZERO, 1),
                                new Route("+", Optional.empty(), second.name(), 1, BigDecimal.ZERO, 1))),
                clock);
        Poll.until(() -> gateway.network.isUp(first.name()) && gateway.network.isUp(second.name()), up -> up);
        return gateway;
    }

    /** A carrier on this machine with one transceiver. */
    static Carrier carrier(String name, int port, String password, Duration submitTimeout, Duration receiptWait) {
        return new Carrier(
                name,
                new SmppSettings(
                        List.of(new SmppSettings.Address("127.0.0.1", port)),
                        new SmppSettings.Account("countersign", password, ""),
                        Optional.empty(),
                        new SmppSettings.Timing(
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(10),
                                submitTimeout,
                                PAUSES,
                                Duration.ofSeconds(30))),
                List.of(BindKind.TRANSCEIVER),
                new Carrier.Pace(10, 0),
                new Carrier.Wording(
                        new Senders(
                                SmppAddress.source("Countersign"), Map.of("+1", SmppAddress.source("+12025550123"))),
                        SegmentedText.Form.UDH),
                new Carrier.Receipts(ReceiptIdForm.SAME, receiptWait, Duration.ZERO),
                StatusTable.STANDARD);
    }

    /** The same with other binds, other long texts, and a time after which silence is failure. */
    static Carrier with(Carrier carrier, List<BindKind> binds, SegmentedText.Form longTexts, Duration failover) {
        return new Carrier(
                carrier.name(),
                ((SmppAccess) carrier.access()).settings(),
                binds,
                carrier.pace(),
                new Carrier.Wording(carrier.wording().senders(), longTexts),
                new Carrier.Receipts(
                        carrier.receipts().idForm(), carrier.receipts().patience(), failover),
                carrier.statuses());
    }

    /** As the order consumer does. */
    void send(SmsOrder order) {
        ReservedPlace place = null;
        for (int round = 0; place == null; round++) {
            if (round == 20) {
                throw new AssertionError("no place within 20 s");
            }
            // Without a bind nothing is waited for.
            Poll.until(network::isBound, bound -> bound);
            place = dispatch.admit(order, Duration.ofSeconds(1)).orElse(null);
        }
        place.begin();
    }

    List<SmsResult> resultsOf(UUID key) {
        return results.stream()
                .filter(result -> result.messageKey().equals(key))
                .toList();
    }

    List<LinkState> linksOf(String carrier) {
        return network.find(carrier).orElseThrow().center().links();
    }

    private CarrierLine line(Carrier carrier) {
        SubmissionWindow window = new SubmissionWindow(carrier.pace());
        ReceiptReader reader = new ReceiptReader(carrier.receipts().idForm());
        MessageCenter center = SmppCenter.of(
                carrier,
                submitters -> {
                    links.add(submitters);
                    window.bound(submitters);
                },
                deliver -> reader.read(spelling.apply(deliver))
                        .ifPresent(receipt ->
                                dispatch.receive(carrier.name(), receipt).join()),
                clockwork);
        return new CarrierLine(
                carrier, center, window, CarrierLine.submitters(carrier, Executors.defaultThreadFactory()));
    }

    @Override
    public List<Inflight> listInflight() {
        return List.of();
    }

    @Override
    public List<Inflight> listInflight(Predicate<UUID> wanted) {
        return List.of();
    }

    @Override
    public Optional<GatewayBook> findBook() {
        return Optional.empty();
    }

    @Override
    public boolean mark(UUID messageKey, Mark mark) {
        return true; // Nothing crashes here.
    }

    @Override
    public boolean tellAndKeep(SmsResult result, Mark mark) {
        return results.add(result);
    }

    @Override
    public void settle(List<SmsResult> all) {
        results.addAll(all);
    }

    @Override
    public void drop(UUID messageKey) {
        // Nothing is kept here.
    }

    @Override
    public void tellStalled(List<SmsStalled> all) {
        // Tests here ask for the ends.
    }

    @Override
    public void tell(List<SmsReceipt> all) {
        receipts.addAll(all);
    }

    @Override
    public void passOn(List<SmsHeard> all) {
        all.forEach(heard ->
                beside.forEach(gateway -> gateway.dispatch.receiveElsewhere(heard.carrier(), Receipt.of(heard))));
    }

    @Override
    public void tell(GatewayReport report) {
        throw new AssertionError("nobody reports here");
    }

    @Override
    public void close() {
        timer.shutdownNow();
        network.close(Duration.ZERO);
        connecting.shutdown();
        helpers.shutdownNow();
    }
}
