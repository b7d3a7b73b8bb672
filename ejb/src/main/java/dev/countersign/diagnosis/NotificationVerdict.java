package dev.countersign.diagnosis;

/** Why notifications do not come. */
public enum NotificationVerdict {
    /** Nothing was sent: no login came past its password of late. Told to nobody but an agent. */
    N_NO_REQUEST,
    /** The user has no authenticator that answers. */
    N_NOT_ACTIVATED,
    /** The authenticator is on another phone than the one in the user's hand. */
    N_OTHER_PHONE,
    /** The login asked for another factor. */
    N_OTHER_FACTOR,
    /** The user wants none: seamless authentication is disabled. */
    N_SEAMLESS_OFF,
    /** They are paused, because the last ones were left unanswered. */
    N_SUSPENDED,
    /** The server knows no address to send them to, or its push service does not know it any more. */
    N_TOKEN_DEAD,
    /** Where the phone is, no push service reaches Android. */
    N_REGION,
    /** The phone does not show the app's notifications. */
    N_PERMISSION,
    /** The phone is not taken as an authenticator any more: it is not sound. */
    N_INTEGRITY,
    /** The phone's system or the app is too old. */
    N_VERSION,
    /** The phone saves power. */
    N_POWER,
    /** The phone is not to be disturbed. */
    N_FOCUS,
    /** The phone has no network. */
    N_OFFLINE,
    /** Nothing is wrong: the last test came and was opened. */
    N_WORKS,
    /** The push service took the notification, and the app never said that it came. */
    N_NOT_DELIVERED,
    /** It came, and was not opened. */
    N_OVERLOOKED,
    /** The phone shows no notifications of any app. */
    N_PHONE,
    /** The app of an Android phone is to be set up from nothing. */
    N_RESET,
    /** Nothing of all this: people must look. */
    N_ESCALATE,
    /** Nothing is wrong so far, as far as the server knows. */
    N_NOTHING_FOUND
}
