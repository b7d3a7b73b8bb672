package dev.countersign.passcode;

/**
 * What became of an operator's wish. A refusal is a value: it commits what it stored.
 *
 * @param <T> what is granted
 */
public sealed interface PasscodeOutcome<T> {

    /** It was done. */
    record Granted<T>(T value) implements PasscodeOutcome<T> {}

    /** It was refused. */
    record Refused<T>(PasscodeRefusal refusal) implements PasscodeOutcome<T> {}
}
