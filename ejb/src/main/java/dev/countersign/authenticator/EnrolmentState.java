package dev.countersign.authenticator;

/** Where an enrolment stands. */
public enum EnrolmentState {
    /** It answers challenges. */
    ACTIVE,
    /** The app lost its data; it can be recovered on the same phone. */
    RECOVERABLE,
    /** The user stopped the phone that had taken the place of another. */
    STOPPED,
    /** The user, the help desk, a recovery or a newer activation ended it. */
    REVOKED,
    /** Another phone took its place. */
    MIGRATED_AWAY,
    /** Another app on the same phone took its place. */
    MOVED;

    /**
     * Whether it stays the user's authenticator. One that answers nothing and keeps its place is still asked for, so that nobody gets in
     * by a weaker factor; a move or the help desk ends that.
     */
    public boolean keepsPlace() {
        return this == ACTIVE || this == RECOVERABLE || this == STOPPED;
    }
}
