package dev.countersign.smpp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks again and again for what other threads do in their own time. */
final class Polling {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private Polling() {}

    static void until(BooleanSupplier fact) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean is = fact.getAsBoolean();
        while (!is) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE);
            }
            is = CompletableFuture.supplyAsync(fact::getAsBoolean, LATER).join();
        }
    }
}
