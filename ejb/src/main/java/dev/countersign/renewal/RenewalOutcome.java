package dev.countersign.renewal;

import dev.countersign.audit.Reference;

/**
 * What a step of a renewal came to.
 *
 * @param <T> what is granted
 */
public sealed interface RenewalOutcome<T> {

    /** The step succeeded. */
    record Granted<T>(T value) implements RenewalOutcome<T> {}

    /** The step was refused, and the key that was in use still is. */
    record Refused<T>(Reason reason, Reference reference) implements RenewalOutcome<T> {}

    /** Why the answer is no. */
    enum Reason {
        /** No such installation, another token, or no active enrolment of this id on it; which one is not told. */
        UNKNOWN,
        /** The key has answered few questions so far. */
        NOT_DUE,
        /** There is no such renewal any more: ask for another one. */
        OVER,
        /** The phone does not hold the key that it renews. */
        PROOF_WRONG
    }

    static <T> RenewalOutcome<T> refused(Reason reason) {
        return new Refused<>(reason, Reference.next());
    }
}
