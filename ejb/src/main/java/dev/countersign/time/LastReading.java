package dev.countersign.time;

import java.time.Duration;
import java.time.Instant;

/** When a node last read what other nodes change. */
public record LastReading(Instant at) {

    /** Nothing was read yet. */
    public static final LastReading NONE = new LastReading(Instant.EPOCH);

    /**
     * For how long nothing is read again because somebody names what the last reading did not show. Strangers name what they like,
     * as often as they like.
     */
    public static final Duration PAUSE_AFTER_UNKNOWN = Duration.ofSeconds(1);

    /** Whether so much time has passed; also where the clock was set back, because then nobody knows. */
    public boolean isOlderThan(Duration age, Instant now) {
        return now.isBefore(at) || !now.isBefore(at.plus(age));
    }
}
