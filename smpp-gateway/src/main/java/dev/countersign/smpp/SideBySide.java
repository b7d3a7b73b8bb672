package dev.countersign.smpp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs what waits for far sides at one time, so that all of it takes as long as the slowest. */
final class SideBySide {

    private static final System.Logger LOG = System.getLogger(SideBySide.class.getName());

    private SideBySide() {}

    /** Returns when all have ended, or after {@code most}; what has not ended by then goes on alone. */
    static void run(List<Runnable> steps, Executor executor, Duration most) {
        CompletableFuture<?>[] running =
                steps.stream().map(step -> begin(step, executor)).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "smpp.carrier event=not-ended-in-time");
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.ERROR, "smpp.carrier event=fault", e);
        }
    }

    private static CompletableFuture<Void> begin(Runnable step, Executor executor) {
        try {
            return CompletableFuture.runAsync(step, executor);
        } catch (RejectedExecutionException e) {
            step.run();
            return CompletableFuture.completedFuture(null);
        }
    }
}
