package dev.countersign.passcode;

import dev.countersign.audit.Reference;

/**
 * What became of an operator's wish. A refusal is a value: it commits what it stored.
 *
 * @param <T> what is granted
 */
public sealed interface PasscodeOutcome<T> {

    /** It was done. */
    record Granted<T>(T value) implements PasscodeOutcome<T> {}

    /**
     * It was refused.
     *
     * @param reference finds the audit entry, where there is a user to write one about
     */
    record Refused<T>(PasscodeRefusal refusal, Reference reference) implements PasscodeOutcome<T> {}
}
