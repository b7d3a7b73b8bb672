package dev.countersign.password;

/**
 * Where a reset stands. Its methods are the only legal transitions; any other throws {@link IllegalStateException}.
 *
 * <pre>
 * ISSUED -> CLAIMED -> USED
 *    \---------\---> FAILED | SUPERSEDED
 * </pre>
 */
enum ResetState {
    /** An operator has the code; the user has not shown it yet. */
    ISSUED,
    /** The user has shown the code, and is asked for his factor if he ever had one. */
    CLAIMED,
    /** The password was changed. */
    USED,
    /** All tries were wrong. */
    FAILED,
    /** A newer reset took its place, or what was begun before was ended. */
    SUPERSEDED;

    boolean isEnd() {
        return this != ISSUED && this != CLAIMED;
    }

    ResetState claim() {
        return only(this == ISSUED, CLAIMED);
    }

    ResetState use() {
        return only(this == CLAIMED, USED);
    }

    ResetState fail() {
        return only(!isEnd(), FAILED);
    }

    ResetState supersede() {
        return only(!isEnd(), SUPERSEDED);
    }

    private ResetState only(boolean legal, ResetState next) {
        if (!legal) {
            throw new IllegalStateException(this + " cannot become " + next);
        }
        return next;
    }
}
