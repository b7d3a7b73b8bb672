package dev.countersign.authenticator;

/** What a typed response is when it is compared. */
public enum ResponseCheck {
    RIGHT,
    WRONG,
    /** It is the response of another user on the same phone. */
    OTHER_USER,
    /** The challenge has lived its time, or there is a newer one. */
    EXPIRED
}
