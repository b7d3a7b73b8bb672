package dev.countersign.phone;

import java.time.Instant;

/**
 * Whether a number may get an SMS.
 *
 * @param next when it may get the next one, if nothing is sent meanwhile
 */
public record Turn(Kind kind, Instant next) {

    /** What was found. */
    public enum Kind {
        /** It may, and the turn is taken. */
        TAKEN,
        /** It got one a moment ago. */
        PAUSE,
        /** It got too many within the hour or the day, or a limit of its prefix, its country or the day keeps it back. */
        LIMIT
    }

    public boolean isTaken() {
        return kind == Kind.TAKEN;
    }
}
