package dev.countersign.ownfactor;

import dev.countersign.audit.Reference;

/**
 * A "no".
 *
 * @param reference finds the audit entry
 */
public record FactorRefusal(Reason reason, Reference reference) {

    /** Why it was refused. */
    public enum Reason {
        /** The user has no factor with this id that waits for this. */
        UNKNOWN,
        /** The user has as many factors of this kind as one may have. */
        LIMIT,
        /** The code is not the one that the app shows now. */
        CODE_WRONG,
        /** What the device made is no new key for us. */
        KEY_REFUSED,
        /** Without this factor the user could not log in any more. */
        LAST_FACTOR,
        /** It is the last one that is made to stay, and the user's jurisdiction wants one. */
        LAST_PERMANENT,
        /** The user's jurisdiction has no factors of this kind. */
        NOT_ALLOWED,
        /** There is no other factor that could confirm this. */
        NO_FACTOR,
        /** The user has a factor and did not prove it for this change. */
        CONFIRMATION_REQUIRED
    }
}
