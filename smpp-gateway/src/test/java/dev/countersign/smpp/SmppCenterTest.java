package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two binds as one carrier. */
@Timeout(60)
class SmppCenterTest {

    private static final int ROUNDS = 50;
    private static final int WINDOW = 10;
    private static final int UNBIND = 0x06;
    private static final int SUBMIT_SM_RESP = 0x80000004;
    private static final SmsOrder ORDER = new SmsOrder(
            UUID.randomUUID(),
            "+4915112345678",
            "Code 042042",
            Instant.parse("2026-03-01T10:00:00Z"),
            Instant.parse("2026-03-01T10:10:00Z"));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger bound = new AtomicInteger();
    private final Queue<Submit> submits = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private RawCenter far;

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private MessageCenter center;

    private record Submit(int connection, int sequence) {}

    private void open(RawCenter.Surprise surprise) throws IOException {
        far = new RawCenter(surprise);
        Carrier carrier = Carriers.withBinds(
                Carriers.carrier(
                        Carrier.DEFAULT_NAME,
                        Carriers.at(far.port(), "secret12", Duration.ofSeconds(20)),
                        Duration.ofSeconds(20),
                        Duration.ZERO),
                BindKind.TRANSCEIVER,
                BindKind.TRANSCEIVER);
        center = SmppCenter.of(
                carrier, bound::set, deliver -> {}, new Clockwork(timer, threads, Clock.systemUTC(), new Random(1)));
        center.open();
        Polling.until(() -> bound.get() == 2);
    }

    @AfterEach
    void stop() throws IOException {
        timer.shutdownNow();
        threads.shutdownNow();
        far.close();
    }

    /** SMPP 3.4 section 2.9: the window is that of a session. */
    @Test
    void neitherBindHasMoreOpenThanItsWindow() throws Exception {
        open((connection, command, sequence) -> {
            if (command != RawCenter.SUBMIT_SM) {
                return new byte[0];
            }
            submits.add(new Submit(connection, sequence));
            return null;
        });
        for (int round = 0; round < ROUNDS; round++) {
            CyclicBarrier together = new CyclicBarrier(2 * WINDOW);
            List<CompletableFuture<SubmitAnswer>> answers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> submit(together), threads))
                    .limit(2 * WINDOW)
                    .toList();
            Polling.until(() -> submits.size() == 2 * WINDOW);

            assertThat(IntStream.of(1, 2).mapToLong(this::openOn)).containsOnly((long) WINDOW);

            for (Submit submit : submits) {
                far.send(submit.connection, RawCenter.pdu(SUBMIT_SM_RESP, 0, submit.sequence, "303100"));
            }
            for (CompletableFuture<SubmitAnswer> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(SubmitAnswer.accepted("01"));
            }
            submits.clear();
        }
        center.close();
    }

    /** A server that stops waits for one answer to an unbind, not for one after the other. */
    @Test
    void allBindsEndAtOneTime() throws Exception {
        CountDownLatch unbinds = new CountDownLatch(2);
        AtomicInteger inVain = new AtomicInteger();
        open((connection, command, sequence) -> {
            if (command == UNBIND) {
                unbinds.countDown();
                if (!isFree(unbinds)) {
                    inVain.incrementAndGet();
                }
            }
            return new byte[0];
        });

        center.close();

        Polling.until(() -> far.serving.get() == 0);
        assertThat(unbinds.getCount()).isZero();
        assertThat(inVain).hasValue(0);
    }

    private static boolean isFree(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private long openOn(int connection) {
        return submits.stream()
                .filter(submit -> submit.connection == connection)
                .count();
    }

    private SubmitAnswer submit(CyclicBarrier together) {
        try {
            together.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        return center.write(ORDER, 1).submit(0, ORDER.createdAt());
    }
}
