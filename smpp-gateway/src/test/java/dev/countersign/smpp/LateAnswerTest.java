package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.smpp.route.Health;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message center that answers, only later than anybody waits for it (SMPP 3.4 sections 2.9 and 7.2). */
@Timeout(60)
class LateAnswerTest {

    private static final int WINDOW = 3;
    private static final int SUBMIT_SM_RESP = 0x80000004;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock = Clock.systemUTC();
    private final Clockwork clockwork = new Clockwork(timer, threads, clock, new Random(1));
    private final CarrierNetwork network = new CarrierNetwork(this::line, clockwork);
    private final ListMemory memory = new ListMemory();
    private final OrderDispatch dispatch = new OrderDispatch(
            network,
            memory,
            new Unsettled(100),
            new DispatchSettings("gateway1", new Backoff(Duration.ofMillis(1), Duration.ofMillis(4))),
            clockwork,
            threads);

    /** Sequence numbers of what was submitted. */
    private final Queue<Integer> submits = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private RawCenter center;

    @BeforeEach
    void open() throws IOException {
        center = new RawCenter((connection, command, sequence) -> {
            if (command != RawCenter.SUBMIT_SM) {
                return new byte[0];
            }
            submits.add(sequence);
            return null;
        });
        network.apply(CarrierBook.of(new Carrier(
                Carrier.DEFAULT_NAME,
                Carriers.at(center.port(), "secret12", Duration.ofMillis(300)),
                List.of(BindKind.TRANSCEIVER),
                new Carrier.Pace(WINDOW, 0),
                new Carrier.Wording(new Senders(SmppAddress.source("Countersign"), Map.of()), SegmentedText.Form.UDH),
                new Carrier.Receipts(ReceiptIdForm.SAME, Duration.ofSeconds(30), Duration.ZERO),
                StatusTable.STANDARD)));
        network.open();
        Polling.until(network::isBound);
    }

    @AfterEach
    void stop() throws IOException {
        network.close(Duration.ZERO);
        timer.shutdownNow();
        threads.shutdownNow();
        center.close();
    }

    @Test
    void neitherExceedsTheWindowNorSendsTwice() throws Exception {
        for (int number = 0; number < WINDOW; number++) {
            dispatch.admit(order(), Duration.ofSeconds(10)).orElseThrow().begin();
        }
        Polling.until(() -> line().health(clock.instant()) == Health.DEGRADED);

        assertThat(dispatch.admit(order(), Duration.ZERO)).isEmpty();
        assertThat(submits).hasSize(WINDOW);
        for (int sequence : submits) {
            center.send(1, RawCenter.pdu(SUBMIT_SM_RESP, 0, sequence, "413" + sequence % 10 + "00"));
        }

        for (int number = 0; number < WINDOW; number++) {
            SmsResult result = memory.nextResult();
            assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
            assertThat(result.smscMessageId()).startsWith("a");
        }
        assertThat(submits).hasSize(WINDOW);
        assertThat(dispatch.admit(order(), Duration.ofSeconds(10))).isPresent();
        assertThat(line().health(clock.instant())).isEqualTo(Health.UP);
    }

    private CarrierLine line() {
        return network.find(Carrier.DEFAULT_NAME).orElseThrow();
    }

    private CarrierLine line(Carrier carrier) {
        SubmissionWindow window = new SubmissionWindow(carrier.pace());
        return new CarrierLine(
                carrier,
                SmppCenter.of(carrier, window::bound, deliver -> {}, clockwork),
                window,
                CarrierLine.submitters(carrier, Executors.defaultThreadFactory()));
    }

    private SmsOrder order() {
        Instant now = clock.instant();
        return new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code 042042", now, now.plusSeconds(600));
    }
}
