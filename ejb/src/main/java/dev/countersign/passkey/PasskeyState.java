package dev.countersign.passkey;

/** Where a passkey stands. */
enum PasskeyState {
    /** It opens logins. */
    ACTIVE,
    /** It was removed. */
    ENDED
}
