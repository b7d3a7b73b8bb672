package dev.countersign.login;

/**
 * Where a login attempt stands. Its methods are the only legal transitions; any other throws
 * {@link IllegalStateException}.
 *
 * <pre>
 * FACTOR_PENDING -> AUTHENTICATED -> TOKEN_ISSUED     (an attempt by password alone begins AUTHENTICATED)
 *       \---> FAILED | EXPIRED | SUPERSEDED | CANCELLED | DENIED
 * AUTHENTICATED -> EXPIRED | SUPERSEDED | CANCELLED
 * </pre>
 */
public enum AttemptState {
    /** Waits for the second factor. */
    FACTOR_PENDING,
    /** The factor was accepted; a token may be fetched or a browser's session opened, once. */
    AUTHENTICATED,
    /** The token was fetched, or the session opened in a browser. */
    TOKEN_ISSUED,
    /** All tries were wrong. */
    FAILED,
    /** The time was over. */
    EXPIRED,
    /** A newer attempt took its place, or what it was begun with holds no more. */
    SUPERSEDED,
    /** The user gave it up. */
    CANCELLED,
    /** The user said on the phone that it was not him. */
    DENIED;

    /** Whether nothing can happen to the attempt any more. */
    public boolean isEnd() {
        return this != FACTOR_PENDING && this != AUTHENTICATED;
    }

    AttemptState accept() {
        return only(this == FACTOR_PENDING, AUTHENTICATED);
    }

    AttemptState issue() {
        return only(this == AUTHENTICATED, TOKEN_ISSUED);
    }

    AttemptState fail() {
        return only(this == FACTOR_PENDING, FAILED);
    }

    AttemptState deny() {
        return only(this == FACTOR_PENDING, DENIED);
    }

    AttemptState supersede() {
        return only(!isEnd(), SUPERSEDED);
    }

    AttemptState cancel() {
        return only(!isEnd(), CANCELLED);
    }

    AttemptState expire() {
        return only(!isEnd(), EXPIRED);
    }

    private AttemptState only(boolean legal, AttemptState next) {
        if (!legal) {
            throw new IllegalStateException(this + " cannot become " + next);
        }
        return next;
    }
}
