package dev.countersign.sms;

import dev.countersign.budget.Held;
import dev.countersign.budget.HeldBy;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a number may get an SMS.
 *
 * @param next when it may get the next one, if nothing is sent meanwhile
 * @param code that was sent in this turn; empty if none was
 */
public record Turn(Kind kind, Instant next, Optional<OneTimeCode> code) {

    Turn(Kind kind, Instant next) {
        this(kind, next, Optional.empty());
    }

    /** What was found. */
    public enum Kind {
        /** It may, and the turn is taken. */
        TAKEN,
        /** It got one a moment ago. */
        PAUSE,
        /** It got too many within the hour or the day, or a limit of its prefix, its country or the day keeps it back. */
        LIMIT,
        /** None goes to it, whoever asks: its range is closed, or its country. Waiting does not help. */
        CLOSED,
        /** Its carrier has just blocked the same message, and would block it again; the number's turns are few. */
        BLOCKED
    }

    /** None, because of what other limits than those of the number found. */
    static Turn of(Held held) {
        return new Turn(held.by() == HeldBy.CLOSED ? Kind.CLOSED : Kind.LIMIT, held.until());
    }

    /** None, for a limit that other rules than those of the number set. */
    public static Turn limit(Instant next) {
        return new Turn(Kind.LIMIT, next);
    }

    /** None before that instant, for the pause between two. */
    public static Turn pause(Instant next) {
        return new Turn(Kind.PAUSE, next);
    }

    /** None for a message that was blocked, until its code ends. */
    static Turn blocked(OneTimeCode code) {
        return new Turn(Kind.BLOCKED, code.expiresAt());
    }

    Turn with(OneTimeCode sent) {
        return new Turn(kind, next, Optional.of(sent));
    }

    public boolean isTaken() {
        return kind == Kind.TAKEN;
    }
}
