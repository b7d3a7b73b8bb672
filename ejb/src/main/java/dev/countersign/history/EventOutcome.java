package dev.countersign.history;

import dev.countersign.login.AttemptState;
import dev.countersign.login.Reason;
import java.util.Optional;

/** What a login came to, as its user is told. */
public enum EventOutcome {
    SUCCEEDED,
    WRONG_PASSWORD,
    /** All tries were wrong. */
    WRONG_CODE,
    EXPIRED,
    CANCELLED,
    /** The user said on his phone that it was not him. */
    DENIED,
    /** A newer login took its place, or what it was begun with held no more. */
    SUPERSEDED,
    /** Refused because of a lock. */
    LOCKED;

    static EventOutcome of(AttemptState end) {
        return switch (end) {
            case TOKEN_ISSUED -> SUCCEEDED;
            case FAILED -> WRONG_CODE;
            case EXPIRED -> EXPIRED;
            case CANCELLED -> CANCELLED;
            case DENIED -> DENIED;
            case SUPERSEDED -> SUPERSEDED;
            case FACTOR_PENDING, AUTHENTICATED -> throw new IllegalArgumentException(end + " is no end");
        };
    }

    /** Empty for a refusal that tells nothing about anybody's password. */
    static Optional<EventOutcome> of(Reason refusal) {
        return switch (refusal) {
            case BAD_CREDENTIALS -> Optional.of(WRONG_PASSWORD);
            case LOCKED -> Optional.of(LOCKED);
            case ADDRESS_THROTTLED,
                    PORTAL_ONLY,
                    SMS_NO_NUMBER,
                    UNKNOWN_ATTEMPT,
                    SMS_WRONG,
                    SMS_EXPIRED,
                    CR_WRONG,
                    CR_WRONG_USER,
                    CR_EXPIRED,
                    TOTP_WRONG,
                    PASSKEY_WRONG,
                    RECOVERY_WRONG,
                    FACTOR_UNSUPPORTED,
                    CARD_WRONG,
                    CARD_EXPIRED,
                    GRID_WRONG,
                    GRID_EXPIRED,
                    TEMP_WRONG,
                    TEMP_LIMITED,
                    TEMP_EXPIRED,
                    CARD_LAPSED,
                    FACTOR_GONE,
                    CHALLENGE_LIMIT,
                    PUSH_EXPIRED,
                    PUSH_SUPERSEDED,
                    PUSH_PIN_WRONG,
                    PUSH_NUMBER_WRONG,
                    PUSH_PROOF_WRONG,
                    PUSH_DEVICE_REFUSED,
                    PUSH_OFF,
                    PUSH_SUSPENDED,
                    PUSH_UNREACHABLE,
                    PUSH_LIMIT,
                    OTHER_WAY,
                    ATTEMPT_EXPIRED,
                    ATTEMPT_OVER,
                    DENIED,
                    FACTOR_DUE,
                    SMS_COOLDOWN,
                    SMS_LIMIT,
                    SMS_CLOSED,
                    SMS_CARRIER_BLOCKED,
                    BUSY -> Optional.empty();
        };
    }
}
