package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A burst of receipts that the broker takes one by one. */
@Timeout(60)
class SlowBrokerTest {

    private static final int RECEIPTS = 1_500;
    private static final int ENQUIRE_LINK = 0x15;

    /** Receipts wait for far longer all together. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Duration PACE = Duration.ofMillis(20);

    private final BlockingQueue<Boolean> links = new LinkedBlockingQueue<>();
    private final Semaphore broker = new Semaphore(0);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(1);
    private final ExecutorService connecting = Executors.newCachedThreadPool();
    private RawCenter center;
    private SmppSession session;

    @BeforeEach
    void open() throws IOException {
        center = new RawCenter(
                (connection, command, sequence) -> command == RawCenter.SUBMIT_SM ? receipts() : new byte[0]);
        session = new SmppSession(
                new SmppSettings(
                        List.of(new SmppSettings.Address("127.0.0.1", center.port())),
                        new SmppSettings.Account("countersign", "secret12", ""),
                        Optional.empty(),
                        new SmppSettings.Timing(
                                TIMEOUT,
                                TIMEOUT,
                                TIMEOUT,
                                new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
                                Duration.ofSeconds(30))),
                BindKind.TRANSCEIVER,
                Duration.ZERO,
                new Listener(),
                new Clockwork(timer, connecting, Clock.systemUTC(), new Random(1)));
        session.open();
        var unused = pace.scheduleAtFixedRate(broker::release, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() throws IOException {
        pace.shutdownNow();
        timer.shutdownNow();
        connecting.shutdownNow();
        broker.release(RECEIPTS);
        session.close();
        center.close();
    }

    /** What was asked stands in no queue behind the receipts, and a link that is well is kept. */
    @Test
    void holdsUpNoAnswer() throws Exception {
        assertThat(links.poll(30, TimeUnit.SECONDS)).isTrue();
        session.reserve();

        SubmitAnswer answer = session.submit(RawCenter.message(), "unknown-1");

        assertThat(answer).isEqualTo(SubmitAnswer.accepted("01"));
        Polling.until(() -> enquiries() > 1); // after the first was answered in time
        assertThat(links).isEmpty();
        assertThat(center.connections).hasValue(1);
        assertThat(broker.hasQueuedThreads()).isTrue();
    }

    private long enquiries() {
        String enquiry = HexFormat.of().toHexDigits(ENQUIRE_LINK);
        return center.received.stream().filter(pdu -> pdu.startsWith(enquiry)).count();
    }

    private static byte[] receipts() {
        String receipt = Vectors.of("smpp.json", "delivery_receipts")
                .findFirst()
                .orElseThrow()
                .getString("hex");
        return HexFormat.of().parseHex(receipt.repeat(RECEIPTS));
    }

    private final class Listener implements LinkListener {

        @Override
        public void linkChanged(boolean bound) {
            links.add(bound);
        }

        @Override
        public void delivered(DeliverSm deliver) {
            broker.acquireUninterruptibly();
        }
    }
}
