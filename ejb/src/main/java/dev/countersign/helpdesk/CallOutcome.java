package dev.countersign.helpdesk;

import dev.countersign.audit.Reference;
import java.util.function.Function;

/**
 * What became of a caller's wish. A refusal is a value: it commits the result of the check.
 *
 * @param <T> what was done
 */
public sealed interface CallOutcome<T> {

    /** The caller has proven who he is, and it was tried. */
    record Done<T>(T value) implements CallOutcome<T> {}

    /**
     * Nothing was done.
     *
     * @param reference finds the audit entry, where there is a user to write one about
     */
    record Refused<T>(Reason reason, Reference reference) implements CallOutcome<T> {

        static <T> Refused<T> of(Reason reason) {
            return new Refused<>(reason, Reference.next());
        }

        private <R> Refused<R> ofAnother() {
            return new Refused<>(reason, reference);
        }
    }

    /** What follows where it was tried. */
    default <R> CallOutcome<R> flatMap(Function<T, CallOutcome<R>> next) {
        return this instanceof Done<T> done ? next.apply(done.value()) : ((Refused<T>) this).ofAnother();
    }

    /** Why nothing was done. */
    enum Reason {
        UNKNOWN_USER,
        /** The caller has not proven to be the user. */
        IDENTITY_UNPROVEN
    }
}
