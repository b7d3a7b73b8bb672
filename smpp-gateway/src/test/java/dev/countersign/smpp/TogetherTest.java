package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes while a write is under way is in the next one, and each thread hears what became of its own part. */
class TogetherTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<Integer>> writes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void gathersWhatWaits() throws Exception {
        Together<Integer> together = new Together<>(50, this::write);
        Future<?> holding = threads.submit(() -> together.write(0));
        first.await();
        List<Future<?>> waiting = begin(together, 1, 20);

        released.countDown();

        holding.get(10, TimeUnit.SECONDS);
        for (Future<?> future : waiting) {
            future.get(10, TimeUnit.SECONDS);
        }
        assertThat(writes).hasSize(2);
        assertThat(writes.get(1)).hasSize(20);
    }

    @Test
    void writesNoMoreAtOnceThanItMay() throws Exception {
        Together<Integer> together = new Together<>(8, this::write);
        Future<?> holding = threads.submit(() -> together.write(0));
        first.await();
        List<Future<?>> waiting = begin(together, 1, 20);

        released.countDown();

        holding.get(10, TimeUnit.SECONDS);
        for (Future<?> future : waiting) {
            future.get(10, TimeUnit.SECONDS);
        }
        assertThat(writes).extracting(List::size).containsExactly(1, 8, 8, 4);
    }

    @Test
    void whatFailsFailsForAllOfThatWriteAndForNobodyElse() throws Exception {
        Together<Integer> together = new Together<>(50, values -> {
            write(values);
            if (values.contains(7)) {
                throw new IllegalStateException("broker away");
            }
        });
        Future<?> holding = threads.submit(() -> together.write(0));
        first.await();
        List<Future<?>> waiting = begin(together, 5, 4);

        released.countDown();

        holding.get(10, TimeUnit.SECONDS);
        for (Future<?> future : waiting) {
            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("broker away");
        }
        together.write(1);
        assertThat(writes).hasSize(3);
    }

    /** The first write lasts until it is released. */
    private void write(List<Integer> values) {
        writes.add(values);
        first.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when all of them wait. */
    private List<Future<?>> begin(Together<Integer> together, int from, int number) {
        List<Future<?>> begun = new ArrayList<>();
        for (int value = from; value < from + number; value++) {
            int mine = value;
            begun.add(threads.submit(() -> together.write(mine)));
        }
        Polling.until(() -> together.countWaiting() == number);
        return begun;
    }
}
