package dev.countersign.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A timer goes on, whatever becomes of its work. */
@Timeout(60)
class TimedWorkTest {

    private final TimedWork work = new TimedWork(TimedWorkTest.class, "Rows stay");
    private final List<String> done = new ArrayList<>();

    @Test
    void whatGoesWrongNeverReachesTheTimerAndTheNextTimeTriesAgain() {
        for (int i = 0; i < 3; i++) {
            assertThatCode(() -> work.run(() -> {
                        throw new IllegalStateException("the database is away");
                    }))
                    .doesNotThrowAnyException();
        }

        assertThatCode(() -> work.run(() -> {
                    throw new OutOfMemoryError("no thread for a query");
                }))
                .doesNotThrowAnyException();

        work.run(() -> done.add("again"));

        assertThat(done).containsExactly("again");
    }

    @Test
    void whatGoesWrongIsCountedForItsBean() {
        TimedWork other = new TimedWork(TimedWorkTest.class, "Other rows stay");
        AtomicLong failures = Objects.requireNonNull(TimedWork.failures().get("TimedWorkTest"));
        long before = failures.get();

        work.run(() -> done.add("right"));
        assertThat(failures.get()).isEqualTo(before);
        for (TimedWork one : List.of(work, other)) {
            one.run(() -> {
                throw new IllegalStateException("the database is away");
            });
        }

        assertThat(failures.get()).isEqualTo(before + 2);
    }

    @Test
    void aRunThatTakesLongIsNotJoinedByAnotherAndHoldsUpNoOtherWork() throws Exception {
        TimedWork other = new TimedWork(TimedWorkTest.class, "Other rows stay");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService timer = Executors.newSingleThreadExecutor();
        Future<?> slow = timer.submit(() -> work.run(() -> {
            begun.countDown();
            await(end);
        }));
        begun.await();

        work.run(() -> done.add("joined"));
        other.run(() -> done.add("other"));
        end.countDown();
        slow.get();
        work.run(() -> done.add("next"));

        timer.shutdown();
        assertThat(done).containsExactly("other", "next");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
