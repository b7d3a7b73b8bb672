package dev.countersign.confirmation;

import dev.countersign.audit.Reference;
import java.time.Duration;
import java.util.Optional;

/**
 * A "no" with all that the caller may know.
 *
 * @param triesLeft wrong codes that the confirmation still bears, where that is the point
 * @param retryAfter when to try again, where waiting helps; more than zero
 * @param reference finds the audit entry
 */
public record ConfirmationRefusal(
        Reason reason, Optional<Integer> triesLeft, Optional<Duration> retryAfter, Reference reference) {

    /** Why the answer is no. The faces map each to a status, a code and words. */
    public enum Reason {
        /** An operator has locked the user, or too many answers were wrong. */
        LOCKED,
        /** There is no verified number that a code could go to. */
        SMS_NO_NUMBER,
        /** The number got an SMS a moment ago. */
        SMS_COOLDOWN,
        /** The number got too many SMS within the hour or the day. */
        SMS_LIMIT,
        /** No SMS goes to numbers of its range, or of its country. */
        SMS_CLOSED,
        /** The number's carrier has just blocked the SMS with the code. */
        SMS_CARRIER_BLOCKED,
        /** The code is wrong. */
        SMS_WRONG,
        /** The authenticator or the card was asked too often within an hour, or too many answers of the card were wrong. */
        CHALLENGE_LIMIT,
        /** The response of the authenticator is wrong. */
        CR_WRONG,
        /** The response of the card is wrong: challenge, PIN or typing. */
        CARD_WRONG,
        /** The code of the app is wrong, or was used before. */
        TOTP_WRONG,
        /** What a device signed proves nothing here. */
        PASSKEY_WRONG,
        /** The cells of the grid card are wrong; they are not asked for again. */
        GRID_WRONG,
        /** A temporary passcode confirms nothing. */
        TEMPORARY_ACCESS,
        /** The confirmation has lived its time. */
        EXPIRED,
        /** Used, out of tries, of another session or purpose or one that was ended, or not there at all; which one is not said. */
        OVER
    }

    public static ConfirmationRefusal of(Reason reason, Reference reference) {
        return new ConfirmationRefusal(reason, Optional.empty(), Optional.empty(), reference);
    }

    ConfirmationRefusal withTriesLeft(int tries) {
        return new ConfirmationRefusal(reason, Optional.of(tries), retryAfter, reference);
    }

    ConfirmationRefusal withRetryAfter(Duration pause) {
        return new ConfirmationRefusal(reason, triesLeft, Optional.of(pause), reference);
    }
}
