package dev.countersign.sdk;

/** Where an enrolment stands with the server. */
public enum EnrolmentState {
    /** It answers. */
    ACTIVE,
    /** The app lost its data. */
    RECOVERABLE,
    /** The user stopped this device by the link of a notice. */
    STOPPED,
    /** The user or the help desk ended it. */
    REVOKED,
    /** Another installation took its place. */
    MIGRATED_AWAY,
    /** Another app on this device took its place. */
    MOVED,
    /** A state that this version does not know. */
    OTHER
}
