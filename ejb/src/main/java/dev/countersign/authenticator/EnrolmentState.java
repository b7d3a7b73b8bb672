package dev.countersign.authenticator;

/** Where an enrolment stands. */
public enum EnrolmentState {
    /** It answers challenges. */
    ACTIVE,
    /** The user, the help desk or a newer activation ended it. */
    REVOKED,
    /** Another phone took its place. */
    MIGRATED_AWAY
}
