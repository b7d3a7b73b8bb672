package dev.countersign.diagnosis;

/** Who asks why notifications do not come; nobody else is told. */
public enum NotificationAsker {
    /** Who has typed the password, at a login that waits for its second factor. */
    LOGIN,
    /** The user in a session. */
    SESSION,
    /** The app of the active authenticator. */
    APP,
    /** Somebody of the help desk, on behalf of a user. */
    AGENT
}
