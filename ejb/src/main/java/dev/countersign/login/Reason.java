package dev.countersign.login;

import dev.countersign.factor.FactorKind;

/** Why the answer is no. The faces map each to a status, a code and words. */
public enum Reason {
    /** Unknown user, wrong password, or wrong case; which one is not said. */
    BAD_CREDENTIALS,
    /** The lane is closed after too many failures, or an operator has locked the user. */
    LOCKED,
    /** Too many failures from this network address. */
    ADDRESS_THROTTLED,
    /** The account may use the portal alone. */
    PORTAL_ONLY,
    /** The user has no verified number and no other factor; the portal can set one up. */
    SMS_NO_NUMBER,
    /** No attempt has this id and this secret. */
    UNKNOWN_ATTEMPT,
    /** The code is wrong. */
    SMS_WRONG,
    /** The code is too old; another can be asked for. */
    SMS_EXPIRED,
    /** The response of the authenticator is wrong. */
    CR_WRONG,
    /** The response is that of another user on the same phone. */
    CR_WRONG_USER,
    /** The challenge is too old, or there is a newer one; another can be asked for. */
    CR_EXPIRED,
    /** The response of the card is wrong: challenge, PIN or typing. */
    CARD_WRONG,
    /** The challenge is too old, or there is a newer one; another can be asked for. */
    CARD_EXPIRED,
    /** The code of the app is wrong, or was used before. */
    TOTP_WRONG,
    /** What the device signed proves nothing here: it is of another login, page or key, or its user was not recognised. */
    PASSKEY_WRONG,
    /** It is none of the recovery codes that the user has left. */
    RECOVERY_WRONG,
    /** The user's only factors, but for codes for need, are some that this client cannot ask for. */
    FACTOR_UNSUPPORTED,
    /** The two cells of the grid card are wrong; they are not asked for again. */
    GRID_WRONG,
    /** The cells were typed for another login meanwhile; two others can be asked for. */
    GRID_EXPIRED,
    /** The temporary passcode is wrong. */
    TEMP_WRONG,
    /** The temporary passcode opens the portal alone by now, for an online grid card. */
    TEMP_LIMITED,
    /** What stood in for a lost factor had its time. */
    TEMP_EXPIRED,
    /** The user's card has expired, and he has nothing else. */
    CARD_LAPSED,
    /** All that the user logged in with was lost or ended. */
    FACTOR_GONE,
    /** The authenticator or the card was asked too often within an hour, or too many answers of the card were wrong. */
    CHALLENGE_LIMIT,
    /** The request to the phone is too old; another one or a challenge can be asked for. */
    PUSH_EXPIRED,
    /** A newer request of the same attempt took its place. */
    PUSH_SUPERSEDED,
    /** All is right but the PIN. */
    PUSH_PIN_WRONG,
    /** The number is not the one that the login screen shows. */
    PUSH_NUMBER_WRONG,
    /** What the phone sent proves nothing for this request. */
    PUSH_PROOF_WRONG,
    /** The phone is known to be unsound. */
    PUSH_DEVICE_REFUSED,
    /** The user wants no pushes. */
    PUSH_OFF,
    /** Pushes are paused, because the last ones were left unanswered. */
    PUSH_SUSPENDED,
    /** Nothing reaches the phone. */
    PUSH_UNREACHABLE,
    /** Too many pushes for this attempt, or within minutes. */
    PUSH_LIMIT,
    /** The attempt is not answered in this way. */
    OTHER_WAY,
    /** The attempt is too old; a new login is needed. */
    ATTEMPT_EXPIRED,
    /** The attempt has ended or was answered already. */
    ATTEMPT_OVER,
    /** The user said on his phone that it was not him. */
    DENIED,
    /** The second factor is still due. */
    FACTOR_DUE,
    /** The number got an SMS a moment ago. */
    SMS_COOLDOWN,
    /** The number got too many SMS within the hour or the day. */
    SMS_LIMIT,
    /** No SMS goes to numbers of its range, or of its country. */
    SMS_CLOSED,
    /** The carrier of the number has blocked the SMS with the code, and would block it again. */
    SMS_CARRIER_BLOCKED,
    /** Too many logins at once. */
    BUSY;

    /** That such an answer comes too late. */
    static Reason expired(FactorKind kind) {
        return switch (kind) {
            case DISPLAY_CARD -> CARD_EXPIRED;
            case GRID_CARD, ONLINE_GRID_CARD -> GRID_EXPIRED;
            case TEMPORARY_PASSCODE -> TEMP_EXPIRED;
            case PASSKEY, AUTHENTICATOR, TOTP, SMS, RECOVERY_CODE -> wrong(kind);
        };
    }

    /** That the answer of a factor that is answered by typing alone is wrong. */
    static Reason wrong(FactorKind kind) {
        return switch (kind) {
            case DISPLAY_CARD -> CARD_WRONG;
            case TOTP -> TOTP_WRONG;
            case PASSKEY -> PASSKEY_WRONG;
            case RECOVERY_CODE -> RECOVERY_WRONG;
            case AUTHENTICATOR -> CR_WRONG;
            case SMS -> SMS_WRONG;
            case GRID_CARD, ONLINE_GRID_CARD -> GRID_WRONG;
            case TEMPORARY_PASSCODE -> TEMP_WRONG;
        };
    }
}
