package dev.countersign.testclock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that runs as another one does, moved by an offset. Whoever holds it, or a copy of it in another zone, sees a
 * new offset at the next reading.
 */
final class AdjustableClock extends Clock {

    /** Largest offset in either direction: ten years, two or three leap days included. */
    static final Duration LIMIT = Duration.ofDays(3653);

    private final Clock base;
    private final AtomicLong offsetSeconds;

    AdjustableClock(Clock base) {
        this(base, new AtomicLong());
    }

    private AdjustableClock(Clock base, AtomicLong offsetSeconds) {
        this.base = base;
        this.offsetSeconds = offsetSeconds;
    }

    Duration offset() {
        return Duration.ofSeconds(offsetSeconds.get());
    }

    /**
     * Sets how far this clock is ahead of the real one, in whole seconds.
     *
     * @throws IllegalArgumentException if the offset lies outside of {@link #LIMIT}
     */
    void moveTo(Duration newOffset) {
        if (newOffset.abs().compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException("offset outside of ten years");
        }
        offsetSeconds.set(newOffset.toSeconds());
    }

    @Override
    public Instant instant() {
        return base.instant().plusSeconds(offsetSeconds.get());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new AdjustableClock(base.withZone(zone), offsetSeconds);
    }
}
