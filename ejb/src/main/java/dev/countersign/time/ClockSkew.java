package dev.countersign.time;

import java.time.Duration;
import java.time.Instant;

/**
 * By how much clocks may differ: that of another node, or of this one before it was corrected. A time that was noted and lies further
 * ahead than it can was noted by a clock that has been set back since, and binds nobody.
 */
public final class ClockSkew {

    /** More than nodes are allowed to differ. */
    public static final Duration MOST = Duration.ofMinutes(5);

    private ClockSkew() {}

    /** The latest that another clock may have noted for a time. */
    public static Instant latest(Instant time) {
        return time.plus(MOST);
    }

    /**
     * Whether what was made at one moment lives until another. Made further ahead than that it does not live at all: counted from the clock
     * that was wrong it would live longer than it may.
     */
    public static boolean lives(Instant made, Instant until, Instant now) {
        return now.isBefore(until) && !isAhead(made, now);
    }

    /** Whether what was noted as past or present lies further ahead than that. */
    public static boolean isAhead(Instant noted, Instant now) {
        return noted.isAfter(latest(now));
    }
}
