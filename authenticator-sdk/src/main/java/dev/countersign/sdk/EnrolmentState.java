package dev.countersign.sdk;

/** Where an enrolment stands with the server. */
public enum EnrolmentState {
    /** It answers. */
    ACTIVE,
    /** The user or the help desk ended it. */
    REVOKED,
    /** Another installation took its place. */
    MIGRATED_AWAY,
    /** A state that this version does not know. */
    OTHER
}
