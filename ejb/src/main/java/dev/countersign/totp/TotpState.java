package dev.countersign.totp;

/** Where an app stands. */
enum TotpState {
    /** Its secret was shown, and no code of it has come yet. */
    PENDING,
    /** It opens logins. */
    ACTIVE,
    /** It was removed. */
    ENDED
}
