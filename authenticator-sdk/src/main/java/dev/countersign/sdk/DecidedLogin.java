package dev.countersign.sdk;

/** Where a login stands after the decision of its user. */
public enum DecidedLogin {
    /** The login goes on by itself. */
    AUTHENTICATED,
    /** The login is over. */
    DENIED
}
