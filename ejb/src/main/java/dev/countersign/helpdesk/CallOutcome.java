package dev.countersign.helpdesk;

import java.util.function.Function;

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

    /** What follows where it was tried. */
    default <R> CallOutcome<R> flatMap(Function<T, CallOutcome<R>> next) {
        return this instanceof Done<T> done ? next.apply(done.value()) : new Refused<>(((Refused<T>) this).reason());
    }

    /** Why nothing was done. */
    enum Reason {
        UNKNOWN_USER,
        /** The caller has not proven to be the user. */
        IDENTITY_UNPROVEN
    }
}
