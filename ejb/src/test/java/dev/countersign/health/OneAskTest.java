package dev.countersign.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A part that hangs is asked once, and holds up nobody for longer than the patience. */
@Timeout(60)
class OneAskTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(50);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        hanging.countDown();
        threads.shutdownNow();
    }

    @Test
    void theAnswerIsPassedOn() {
        OneAsk<String> ask = new OneAsk<>(() -> "up " + asked.incrementAndGet(), threads, LONG);

        assertThat(ask.ask()).contains("up 1");
        assertThat(ask.ask()).contains("up 2");
    }

    @Test
    void whileItHangsNobodyAsksAnew() {
        OneAsk<String> ask = new OneAsk<>(this::hang, threads, SHORT);

        assertThat(ask.ask()).isEmpty();
        assertThat(ask.ask()).isEmpty();

        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource
    void aFaultIsNoAnswerAndTheNextOneAsksAnew(Supplier<String> fault) {
        OneAsk<String> ask = new OneAsk<>(() -> asked.incrementAndGet() == 1 ? fault.get() : "up", threads, LONG);

        assertThat(ask.ask()).isEmpty();
        assertThat(ask.ask()).contains("up");
    }

    static Stream<Supplier<String>> aFaultIsNoAnswerAndTheNextOneAsksAnew() {
        return Stream.of(
                () -> {
                    throw new IllegalStateException("away");
                },
                () -> {
                    throw new NoClassDefFoundError("of this test");
                });
    }

    /** As where the system has none left. */
    @Test
    void whoHasNoThreadHasNoAnswerAndTheNextOneAsksAnew() {
        OneAsk<String> ask = new OneAsk<>(
                () -> "up",
                task -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new InternalError("no thread");
                    }
                    threads.execute(task);
                },
                LONG);

        assertThat(ask.ask()).isEmpty();
        assertThat(ask.ask()).contains("up");
    }

    @Test
    void whoCannotAskHasNoAnswer() {
        threads.shutdownNow();
        OneAsk<String> ask = new OneAsk<>(() -> "up", threads, LONG);

        assertThat(ask.ask()).isEmpty();
        assertThat(ask.ask()).isEmpty();
    }

    private String hang() {
        asked.incrementAndGet();
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "up";
    }
}
