package dev.countersign.activation;

import dev.countersign.audit.Reference;
import dev.countersign.move.MoveKind;
import java.time.Duration;
import java.util.Optional;

/**
 * A "no" with all that the caller may know.
 *
 * @param move what was to move, where the words differ by it
 * @param triesLeft wrong answers that the activation still bears, where that is the point
 * @param retryAfter when to try again, where waiting helps; more than zero
 * @param reference finds the audit entry
 */
public record ActivationRefusal(
        Reason reason,
        Optional<MoveKind> move,
        Optional<Integer> triesLeft,
        Optional<Duration> retryAfter,
        Reference reference) {

    /** Why the answer is no. The faces map each to a status, a code and words. */
    public enum Reason {
        /** No activation is named so: a code that was never given, or mistyped. */
        SESSION_UNKNOWN,
        /** It was claimed before, by whomever. */
        SESSION_USED,
        /** Too old, its portal session is over, or there is a newer one. */
        SESSION_EXPIRED,
        /** The user is active on this installation. */
        ALREADY_HERE,
        /** The user is active on another installation. */
        ALREADY_ELSEWHERE,
        /** The user stopped the phone that was his authenticator: the help desk alone ends that. */
        STOPPED,
        /** The PIN is none, or too easy; another may be chosen. */
        PIN_RULES,
        /** The installation has another PIN. */
        PIN_WRONG,
        /** The phone does not know the secret, or does not hold the key that it shows. */
        PROOF_WRONG,
        /** The token of the SMS is wrong. */
        TOKEN_WRONG,
        /** It was wrong for the last time. */
        TOKEN_TRIES,
        /** The password has to be typed once more. */
        CREDENTIALS_DUE,
        /** There is no authenticator that could move to this phone. */
        NOTHING_TO_MOVE,
        /** The authenticator moved too often within a day. */
        MOVED_RECENTLY,
        /** This kind of phone is not taken, or it is not sound. */
        DEVICE_REFUSED,
        /** The operating system or the app is too old. */
        OS_TOO_OLD,
        /** Nothing opens the keys on this phone. */
        NO_LOCK,
        /** The phone has no sensor for face or finger where one is needed. */
        NO_SENSOR,
        /** Too many wrong codes from this installation or address within an hour, or wrong PINs of the installation. */
        TOO_MANY,
        /** Another app has this installation's id. */
        INSTALLATION,
        /** The installation has as many users as it may have. */
        INSTALLATION_FULL,
        /** The login is not fresh: the present factor has to be proven. */
        CONFIRMATION_REQUIRED,
        /** The user has no verified number that a token could go to, or the bound one no more. */
        NO_NUMBER,
        /** The number got an SMS a moment ago. */
        SMS_COOLDOWN,
        /** The number got too many SMS within the hour or the day. */
        SMS_LIMIT,
        /** No SMS goes to numbers of its range, or of its country. */
        SMS_CLOSED,
        /** The number's carrier has just blocked the SMS with the token. */
        SMS_CARRIER_BLOCKED
    }

    static ActivationRefusal of(Reason reason) {
        return new ActivationRefusal(reason, Optional.empty(), Optional.empty(), Optional.empty(), Reference.next());
    }

    ActivationRefusal ofMove(Optional<MoveKind> kind) {
        return new ActivationRefusal(reason, kind, triesLeft, retryAfter, reference);
    }

    ActivationRefusal withTriesLeft(int tries) {
        return new ActivationRefusal(reason, move, Optional.of(tries), retryAfter, reference);
    }

    ActivationRefusal withRetryAfter(Duration pause) {
        return new ActivationRefusal(reason, move, triesLeft, Optional.of(pause), reference);
    }
}
