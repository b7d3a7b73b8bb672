package dev.countersign.smpp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses with jitter: the n-th is drawn evenly from the upper half of {@code first * 2^n}, at most {@code max}.
 *
 * @param first pause after the first failure, positive
 * @param max no pause is longer; at least {@code first}
 */
record Backoff(Duration first, Duration max) {

    private static final int MAX_DOUBLINGS = 30;

    Backoff {
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("pauses must be positive and grow");
        }
    }

    /**
     * The pause after {@code failures} earlier ones.
     *
     * @param failures 0 for the first pause
     */
    Duration pause(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(Math.max(failures, 0), MAX_DOUBLINGS);
        long whole = Math.min(doubled < 0 ? Long.MAX_VALUE : doubled, max.toMillis());
        long half = whole / 2;
        return Duration.ofMillis(half + random.nextLong(whole - half + 1));
    }
}
