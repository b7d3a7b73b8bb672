package dev.countersign.smpp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What became of the last messages: of {@link #MOST} at most, and of none longer than {@link #MEMORY} ago, nor of those that a clock noted
 * which has been set back by more than that since. For one thread at a time.
 */
final class LastOutcomes {

    static final int MOST = 50;

    /** Fewer say nothing. */
    static final int LEAST = 20;

    static final Duration MEMORY = Duration.ofMinutes(10);

    private final Deque<Known> known = new ArrayDeque<>();
    private int delivered;

    private record Known(boolean delivered, Instant at) {}

    void add(boolean wasDelivered, Instant now) {
        known.add(new Known(wasDelivered, now));
        delivered += wasDelivered ? 1 : 0;
        if (known.size() > MOST) {
            forgetOldest();
        }
    }

    /** Whether they are {@link #LEAST} or more, and less than half of them were delivered. */
    boolean areBad(Instant now) {
        while (!known.isEmpty()
                && Duration.between(known.element().at, now).abs().compareTo(MEMORY) > 0) {
            forgetOldest();
        }
        return known.size() >= LEAST && 2 * delivered < known.size();
    }

    int delivered() {
        return delivered;
    }

    int size() {
        return known.size();
    }

    private void forgetOldest() {
        delivered -= known.remove().delivered ? 1 : 0;
    }
}
