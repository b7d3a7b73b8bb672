package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens elsewhere, on a machine that has no thread left for a while. */
class ClockworkTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void whatFindsNoThreadIsBegunALittleLater() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Executor links = step -> {
            if (asked.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            step.run();
        };
        CountDownLatch begun = new CountDownLatch(1);

        new Clockwork(timer, links, Clock.systemUTC(), new Random(1)).elsewhere(begun::countDown);

        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
