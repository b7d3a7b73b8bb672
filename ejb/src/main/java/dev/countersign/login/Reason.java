package dev.countersign.login;

/** Why the answer is no. The faces map each to a status, a code and words. */
public enum Reason {
    /** Unknown user, wrong password, or wrong case; which one is not said. */
    BAD_CREDENTIALS,
    /** The user is locked out. */
    LOCKED,
    /** The user has no verified number and no other factor. */
    SMS_NO_NUMBER,
    /** No attempt has this id and this secret. */
    UNKNOWN_ATTEMPT,
    /** The code is wrong. */
    SMS_WRONG,
    /** The code is too old; another can be asked for. */
    SMS_EXPIRED,
    /** The attempt is too old; a new login is needed. */
    ATTEMPT_EXPIRED,
    /** The attempt has ended or was answered already. */
    ATTEMPT_OVER,
    /** The second factor is still due. */
    FACTOR_DUE,
    /** The number got an SMS a moment ago. */
    SMS_COOLDOWN,
    /** Too many logins at once. */
    BUSY
}
