package dev.countersign.move;

import dev.countersign.authenticator.EnrolmentState;

/** Where an authenticator moves to. */
public enum MoveKind {
    /** To another phone; the old one is needed for nothing. */
    MIGRATE(EnrolmentState.MIGRATED_AWAY),
    /** To the app on the same phone that lost its data, or the keys of the user. */
    RECOVER(EnrolmentState.REVOKED),
    /** To another app on the same phone, which the old app signs for. */
    MERGE(EnrolmentState.MOVED);

    private final EnrolmentState former;

    MoveKind(EnrolmentState former) {
        this.former = former;
    }

    /** What the earlier enrolment becomes. */
    public EnrolmentState former() {
        return former;
    }

    /** Whether it is a move on one phone, whose PIN stays the same. */
    public boolean staysOnPhone() {
        return this != MIGRATE;
    }
}
