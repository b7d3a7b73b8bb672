package dev.countersign.totp;

import dev.countersign.audit.Reference;

/**
 * A "no".
 *
 * @param reference finds the audit entry
 */
public record TotpRefusal(Reason reason, Reference reference) {

    /** Why it was refused. */
    public enum Reason {
        /** The user has no app with this id that waits for this. */
        UNKNOWN,
        /** The user has as many apps as one may have. */
        LIMIT,
        /** The code is not the one that the app shows now. */
        CODE_WRONG,
        /** Without this app the user could not log in any more. */
        LAST_FACTOR,
        /** The user has a factor and did not prove it for this change. */
        CONFIRMATION_REQUIRED
    }
}
