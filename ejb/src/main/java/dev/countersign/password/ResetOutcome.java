package dev.countersign.password;

/**
 * What a step of a reset came to. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface ResetOutcome<T> {

    /** The step succeeded. */
    record Granted<T>(T value) implements ResetOutcome<T> {}

    /** The step was refused. */
    record Refused<T>(PasswordRefusal refusal) implements ResetOutcome<T> {}
}
