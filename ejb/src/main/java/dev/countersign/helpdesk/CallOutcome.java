package dev.countersign.helpdesk;

/**
 * What became of a caller's wish. A refusal is a value: it commits the result of the check.
 *
 * @param <T> what was done
 */
public sealed interface CallOutcome<T> {

    /** The caller has proven who he is, and it was tried. */
    record Done<T>(T value) implements CallOutcome<T> {}

    /** Nothing was done. */
    record Refused<T>(Reason reason) implements CallOutcome<T> {}

    /** Why nothing was done. */
    enum Reason {
        UNKNOWN_USER,
        /** The caller has not proven to be the user. */
        IDENTITY_UNPROVEN
    }
}
