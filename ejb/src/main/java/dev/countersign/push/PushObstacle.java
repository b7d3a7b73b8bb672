package dev.countersign.push;

/** Why no push is sent for a login; a challenge is asked instead. */
public enum PushObstacle {
    /** The user wants none. */
    SEAMLESS_OFF,
    /** Too many were left unanswered; a login at the portal by challenge brings them back. */
    SUSPENDED,
    /** No push service knows the phone, and its app is not open. */
    UNREACHABLE,
    /** There were too many within minutes, or for this attempt. */
    TOO_MANY
}
