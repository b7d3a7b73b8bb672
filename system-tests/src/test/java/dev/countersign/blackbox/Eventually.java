package dev.countersign.blackbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks again and again for what another process does in its own time. */
final class Eventually {

    private static final Executor LATER = CompletableFuture.delayedExecutor(40, TimeUnit.MILLISECONDS);

    private Eventually() {}

    /** The first value that is there. */
    static <T> T get(String what, Duration patience, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<T> value = question.get();
        while (value.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + patience + ": " + what);
            }
            value = CompletableFuture.supplyAsync(question, LATER).join();
        }
        return value.get();
    }
}
