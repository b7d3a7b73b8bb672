package dev.countersign.grid;

import dev.countersign.audit.Reference;

/**
 * A "no".
 *
 * @param reference finds the audit entry
 */
public record GridRefusal(Reason reason, Reference reference) {

    /** Why it was refused. */
    public enum Reason {
        /** The user has no card with this id that waits for this. */
        UNKNOWN,
        /** Nobody gets a card who has a permanent factor, or one already; nor by a passcode that opens nothing any more. */
        NOT_OFFERED,
        /** The cells are wrong. */
        CODE_WRONG,
        /** The user has a factor and did not prove it for this. */
        CONFIRMATION_REQUIRED
    }
}
