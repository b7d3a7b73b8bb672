package dev.countersign.sms;

/**
 * Where a user's number stands. Its methods are the only legal transitions; any other throws
 * {@link IllegalStateException}.
 *
 * <pre>
 * ADDED -> CODE_SENT -> VERIFIED -> REMOVED -> ADDED
 *     \---------\--------------------^
 * any -> VERIFIED, where what somebody else did to it is taken back
 * </pre>
 *
 * That the life of a sent code is over is seen at use and written nowhere.
 */
public enum NumberState {
    /** Entered, and not yet proven to be the user's. */
    ADDED,
    /** A confirm code went to it. */
    CODE_SENT,
    /** The user proved to hold it, or the broker says so. */
    VERIFIED,
    /** No longer the user's; logins of the past still refer to it. */
    REMOVED;

    NumberState sendCode() {
        return only(this == ADDED || this == CODE_SENT, CODE_SENT);
    }

    NumberState verify() {
        return only(this == CODE_SENT, VERIFIED);
    }

    NumberState remove() {
        return only(this != REMOVED, REMOVED);
    }

    NumberState restore() {
        return only(this == REMOVED, ADDED);
    }

    NumberState reinstate() {
        return VERIFIED;
    }

    private NumberState only(boolean legal, NumberState next) {
        if (!legal) {
            throw new IllegalStateException(this + " cannot become " + next);
        }
        return next;
    }
}
