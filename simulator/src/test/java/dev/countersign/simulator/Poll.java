package dev.countersign.simulator;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens elsewhere, with a bound. */
public final class Poll {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(5);

    private Poll() {}

    /** Looks again and again until {@code done}; fails after 30 seconds. */
    public static <T> T until(Supplier<T> look, Predicate<T> done) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (true) {
            T seen = look.get();
            if (done.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + BOUND + ", last seen: " + seen);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
