package dev.countersign.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Wishes share a run, and none is forgotten. */
class SharedRunTest {

    private final SharedRun runs = new SharedRun();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void wishesBeforeItBeginsShareOneRun() {
        runs.want(waiting::add, done::incrementAndGet);
        runs.want(waiting::add, done::incrementAndGet);

        waiting.forEach(Runnable::run);

        assertThat(done).hasValue(1);
    }

    @Test
    void aWishWhileItRunsIsARunOfItsOwn() {
        runs.want(waiting::add, () -> runs.want(waiting::add, done::incrementAndGet));

        waiting.remove().run();

        assertThat(waiting).hasSize(1);
    }

    @Test
    void aWishThatNoThreadTookKeepsNoLaterOneOut() {
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> runs.want(
                        run -> {
                            throw new RejectedExecutionException("full");
                        },
                        done::incrementAndGet));

        runs.want(waiting::add, done::incrementAndGet);

        assertThat(waiting).hasSize(1);
    }
}
