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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes while a write is under way is in the next one, and whoever brought a part hears what became of it. */
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
        Together<Integer> together = new Together<>(50, this::write, threads);
        Future<?> holding = together.write(0);
        first.await();
        List<Future<?>> waiting = begin(together, 1, 20);

        released.countDown();

        finish(holding, waiting);
        assertThat(writes).hasSize(2);
        assertThat(writes.get(1)).hasSize(20);
    }

    @Test
    void writesNoMoreAtOnceThanItMay() throws Exception {
        Together<Integer> together = new Together<>(8, this::write, threads);
        Future<?> holding = together.write(0);
        first.await();
        List<Future<?>> waiting = begin(together, 1, 20);

        released.countDown();

        finish(holding, waiting);
        assertThat(writes).extracting(List::size).containsExactly(1, 8, 8, 4);
    }

    @Test
    void writesWhatManyThreadsBringEachOnce() throws Exception {
        released.countDown();
        Together<Integer> together = new Together<>(8, this::write, threads);
        int each = 500;
        List<Future<?>> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            int from = caller * each;
            callers.add(threads.submit(() -> {
                for (Future<?> mine : begin(together, from, each)) {
                    mine.get(10, TimeUnit.SECONDS);
                }
                return null;
            }));
        }
        for (Future<?> caller : callers) {
            caller.get(20, TimeUnit.SECONDS);
        }
        assertThat(writes.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8 * each).boxed().toList());
    }

    @Test
    void whatFailsFailsForAllOfThatWriteAndForNobodyElse() throws Exception {
        Together<Integer> together = new Together<>(
                50,
                values -> {
                    write(values);
                    if (values.contains(7)) {
                        throw new IllegalStateException("broker away");
                    }
                },
                threads);
        Future<?> holding = together.write(0);
        first.await();
        List<Future<?>> waiting = begin(together, 5, 4);

        released.countDown();

        holding.get(10, TimeUnit.SECONDS);
        for (Future<?> future : waiting) {
            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("broker away");
        }
        together.write(1).get(10, TimeUnit.SECONDS);
        assertThat(writes).hasSize(3);
    }

    @Test
    void anErrorStopsNoLaterWrite() throws Exception {
        released.countDown();
        Together<Integer> together = new Together<>(
                50,
                values -> {
                    if (values.contains(7)) {
                        throw new NoClassDefFoundError("gone");
                    }
                    write(values);
                },
                threads);

        assertThatThrownBy(() -> together.write(7).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NoClassDefFoundError.class);
        together.write(1).get(10, TimeUnit.SECONDS);

        assertThat(writes).containsExactly(List.of(1));
    }

    @Test
    void saysSoWhenNothingIsWrittenAnyMore() {
        Together<Integer> together = new Together<>(50, this::write, threads);
        threads.shutdown();

        for (Future<?> refused : begin(together, 0, 2)) {
            assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
        assertThat(writes).isEmpty();
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

    private static List<Future<?>> begin(Together<Integer> together, int from, int number) {
        return IntStream.range(from, from + number)
                .<Future<?>>mapToObj(together::write)
                .toList();
    }

    private static void finish(Future<?> holding, List<Future<?>> waiting) throws Exception {
        holding.get(10, TimeUnit.SECONDS);
        for (Future<?> future : waiting) {
            future.get(10, TimeUnit.SECONDS);
        }
    }
}
