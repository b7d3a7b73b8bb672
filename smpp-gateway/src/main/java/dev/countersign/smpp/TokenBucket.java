package dev.countersign.smpp;

import java.util.concurrent.TimeUnit;

/**
 * An agreed rate: tokens drop in evenly, and a tenth of a second's worth is kept, at least one. A token may be taken that
 * is not there yet; the next one then comes the later. Not safe for several threads.
 */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double KEPT_SECONDS = 0.1;

    private final double perNano;
    private final double most;
    private double tokens;
    private long seenNanos;

    /**
     * A full one.
     *
     * @param perSecond 0 sets no limit
     * @param nowNanos by the same clock as all later times
     */
    TokenBucket(int perSecond, long nowNanos) {
        perNano = perSecond / NANOS_PER_SECOND;
        most = Math.max(1, perSecond * KEPT_SECONDS);
        tokens = most;
        seenNanos = nowNanos;
    }

    /** Time until there is a whole token; 0 when there is one now. */
    long waitNanos(long nowNanos) {
        fill(nowNanos);
        return perNano == 0 || tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano);
    }

    /** Takes one, there or not. */
    void take(long nowNanos) {
        fill(nowNanos);
        tokens -= perNano == 0 ? 0 : 1;
    }

    private void fill(long nowNanos) {
        tokens = Math.min(most, tokens + Math.max(0, nowNanos - seenNanos) * perNano);
        seenNanos = nowNanos;
    }
}
