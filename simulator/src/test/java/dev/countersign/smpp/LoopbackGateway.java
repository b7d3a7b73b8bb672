package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.DeliverSm;

/** The gateway without its container: session, window and dispatch as they are, the broker in lists. */
final class LoopbackGateway implements LinkListener, GatewayMemory, AutoCloseable {

    private static final int WINDOW = 10;

    final Queue<SmsResult> results = new ConcurrentLinkedQueue<>();
    final Queue<SmsReceipt> receipts = new ConcurrentLinkedQueue<>();
    final Queue<Boolean> links = new ConcurrentLinkedQueue<>();
    final Queue<Long> pausesMillis = new ConcurrentLinkedQueue<>();
    final SmppSession session;
    final OrderDispatch dispatch;

    private final SubmissionWindow window = new SubmissionWindow(WINDOW, 1_000);
    private final ExecutorService submitters = Executors.newFixedThreadPool(WINDOW);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(2) {
        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            pausesMillis.add(unit.toMillis(delay));
            return super.schedule(work, delay, unit);
        }
    };

    LoopbackGateway(int port, String password, Duration submitTimeout, Duration receiptWait, Clock clock) {
        Random random = new Random(1);
        Backoff pauses = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));
        session = new SmppSession(
                new SmppSettings(
                        "127.0.0.1",
                        port,
                        "countersign",
                        password,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        submitTimeout,
                        pauses,
                        Duration.ofSeconds(30)),
                this,
                timer,
                random);
        dispatch = new OrderDispatch(
                session,
                this,
                window,
                new DispatchSettings("loopback", SmppAddress.source("Countersign"), receiptWait, pauses),
                new OrderDispatch.Workers(submitters, timer, clock, random));
        session.open();
    }

    /** As the order consumer does. */
    void send(SmsOrder order) {
        if (!window.admit(Duration.ofSeconds(20))) {
            throw new AssertionError("no place within 20 s");
        }
        dispatch.begin(order);
    }

    List<SmsResult> resultsOf(UUID key) {
        return results.stream()
                .filter(result -> result.messageKey().equals(key))
                .toList();
    }

    @Override
    public void linkChanged(boolean bound) {
        links.add(bound);
        window.bound(bound);
    }

    @Override
    public void delivered(DeliverSm deliver) {
        new ReceiptReader(ReceiptIdForm.SAME).read(deliver).ifPresent(dispatch::receive);
    }

    @Override
    public List<Inflight> listInflight() {
        return List.of();
    }

    @Override
    public void markRepeated(UUID messageKey) {
        // Nothing crashes here.
    }

    @Override
    public void settle(SmsResult result) {
        results.add(result);
    }

    @Override
    public void tell(SmsReceipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public void tell(GatewayReport report) {
        throw new AssertionError("nobody reports here");
    }

    @Override
    public void close() {
        window.close();
        timer.shutdownNow();
        submitters.shutdownNow();
        session.close();
    }
}
