package dev.countersign.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Makes calls that all begin at one moment. */
final class AtOnce {

    private AtOnce() {}

    static <T> List<T> call(int calls, Callable<T> call) {
        return call(calls, number -> call);
    }

    /** Makes call 0 to {@code calls - 1}, and gives the results in that order. */
    static <T> List<T> call(int calls, IntFunction<Callable<T>> numbered) {
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        CyclicBarrier start = new CyclicBarrier(calls);
        try {
            List<Future<T>> results = new ArrayList<>();
            for (int number = 0; number < calls; number++) {
                Callable<T> call = numbered.apply(number);
                results.add(threads.submit(() -> together(start, call)));
            }
            List<T> values = new ArrayList<>();
            for (Future<T> result : results) {
                values.add(result.get());
            }
            return values;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T together(CyclicBarrier start, Callable<T> call) throws Exception {
        try {
            start.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        return call.call();
    }
}
