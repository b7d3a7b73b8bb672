package dev.countersign.number;

import dev.countersign.audit.Reference;
import java.time.Duration;
import java.util.Optional;

/**
 * A "no" with all that the caller may know.
 *
 * @param triesLeft wrong answers that the code still bears, where that is the point
 * @param retryAfter when to try again, where waiting helps; more than zero
 * @param reference finds the audit entry
 */
public record NumberRefusal(
        Reason reason, Optional<Integer> triesLeft, Optional<Duration> retryAfter, Reference reference) {

    /** Why it was refused. */
    public enum Reason {
        /** The user is locked. */
        LOCKED,
        /** The user has no number with this id. */
        UNKNOWN_NUMBER,
        /** The user has as many numbers as one may have. */
        LIMIT,
        /** The number got an SMS a moment ago. */
        COOLDOWN,
        /** The number, or the user, got too many codes within the hour or the day, or the user has entered too many numbers. */
        DAILY_LIMIT,
        /** The carrier cannot deliver to the number. */
        UNREACHABLE,
        /** No SMS goes to numbers of its range, or of its country. */
        CLOSED,
        /** The carrier has just blocked the message with the code. */
        CARRIER_BLOCKED,
        CODE_WRONG,
        /** The code has lived its time, or none was sent. */
        CODE_EXPIRED,
        /** All tries of this code were wrong; a new one can be sent. */
        TRIES_EXHAUSTED,
        /** Login codes go to verified numbers alone. */
        NOT_VERIFIED,
        /** Without this number the user could not log in any more. */
        LAST_FACTOR,
        /** The user has a factor and did not prove it for this change. */
        CONFIRMATION_REQUIRED
    }

    static NumberRefusal of(Reason reason) {
        return new NumberRefusal(reason, Optional.empty(), Optional.empty(), Reference.next());
    }

    NumberRefusal withTriesLeft(int tries) {
        return new NumberRefusal(reason, Optional.of(tries), retryAfter, reference);
    }

    NumberRefusal withRetryAfter(Duration pause) {
        return new NumberRefusal(reason, triesLeft, Optional.of(pause), reference);
    }
}
