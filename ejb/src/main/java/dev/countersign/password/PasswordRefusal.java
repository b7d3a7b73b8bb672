package dev.countersign.password;

import dev.countersign.audit.Reference;
import java.time.Duration;
import java.util.Optional;

/**
 * A "no" with all that the caller may know.
 *
 * @param retryAfter when to try again, where waiting helps; more than zero
 * @param reference finds the audit entry
 */
public record PasswordRefusal(Reason reason, Optional<Duration> retryAfter, Reference reference) {

    /** Why the answer is no. The faces map each to a status, a code and words. */
    public enum Reason {
        /** An operator has locked the user, or too many answers were wrong. */
        LOCKED,
        /** The old password is wrong. */
        OLD_PASSWORD_WRONG,
        /** Too many passwords are being hashed at once; nothing was looked at. */
        BUSY,
        /** Nobody has the name. */
        UNKNOWN_USER,
        /** The user has had a second factor, and has none that could be asked for. */
        NO_FACTOR,
        /** The user has a factor, and the change came without its proof. */
        CONFIRMATION_REQUIRED,
        /** The reset has asked for a factor, and the new password came without its answer. */
        ANSWER_REQUIRED,
        /** Unknown user, no reset that is open, or a wrong reset code; which one is not said. */
        RESET_REFUSED,
        /** Too many failures from this network address. */
        ADDRESS_THROTTLED,
        /** No reset has this id and this secret. */
        UNKNOWN_RESET,
        /** The reset has lived its time. */
        RESET_EXPIRED,
        /**
         * The reset was used, is out of tries, a newer one took its place, or the factor is not its user's any more; or all that was begun
         * before was ended, or another password put in force.
         */
        RESET_OVER
    }

    static PasswordRefusal of(Reason reason, Reference reference) {
        return new PasswordRefusal(reason, Optional.empty(), reference);
    }

    PasswordRefusal withRetryAfter(Duration pause) {
        return new PasswordRefusal(reason, Optional.of(pause), reference);
    }
}
