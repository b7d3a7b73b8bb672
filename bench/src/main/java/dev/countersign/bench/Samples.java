package dev.countersign.bench;

import java.util.Arrays;

/** Durations in nanoseconds, taken by one thread or handed in by many. */
final class Samples {

    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1_024];
    private int size;

    synchronized void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = duration;
    }

    synchronized int size() {
        return size;
    }

    /** In milliseconds; the value that this share of the samples does not exceed. */
    synchronized double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = sorted();
        return sorted[(int) Math.min(size - 1L, (long) Math.floor(share * size))] / NANOS_PER_MILLI;
    }

    /** In milliseconds. */
    double median() {
        return quantile(0.5);
    }

    /** All durations, in ascending order. */
    synchronized long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
