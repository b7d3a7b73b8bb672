package dev.countersign.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes alone begins at once; what comes right after something else waits for the rest of the pause. */
class PacedTest {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Timer timer = new Timer();
    private final List<String> begun = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5;
    private Executor threads = Runnable::run;
    private final Paced paced = new Paced(PAUSE, work -> threads.execute(work), timer, () -> now);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void beginsAtOnceWhatComesAlone() {
        want("a");
        now += PAUSE.toNanos();
        want("b");

        assertThat(begun).containsExactly("a", "b");
        assertThat(timer.waits).isEmpty();
    }

    @Test
    void waitsForTheRestOfThePause() {
        want("a");
        now += Duration.ofMillis(4).toNanos();
        want("b");

        assertThat(begun).containsExactly("a");
        assertThat(timer.waits).containsExactly(Duration.ofMillis(6));
        timer.works.get(0).run();
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void eachOfManyWaitsOnePauseMore() {
        want("a");
        want("b");
        want("c");

        assertThat(timer.waits).containsExactly(PAUSE, PAUSE.multipliedBy(2));
    }

    @Test
    void anIdleTimeIsNoCredit() {
        now += Duration.ofHours(1).toNanos();
        want("a");
        want("b");

        assertThat(timer.waits).containsExactly(PAUSE);
    }

    @Test
    void whatIsRefusedAfterItWaitedRunsAllTheSame() {
        want("a");
        want("b");
        threads = PacedTest::refuse;
        timer.works.get(0).run();

        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void whatIsRefusedAtOnceIsToldSo() {
        threads = PacedTest::refuse;

        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> want("a"));
        assertThat(begun).isEmpty();
    }

    private static void refuse(Runnable work) {
        throw new RejectedExecutionException("full");
    }

    private void want(String name) {
        paced.execute(() -> begun.add(name));
    }

    /** Keeps what is to be begun later. */
    private static final class Timer extends ScheduledThreadPoolExecutor {

        private final List<Duration> waits = new ArrayList<>();
        private final List<Runnable> works = new ArrayList<>();

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            waits.add(Duration.of(delay, unit.toChronoUnit()));
            works.add(work);
            return super.schedule(() -> {}, 0, TimeUnit.SECONDS);
        }
    }
}
