package dev.countersign.confirmation;

/**
 * What a step of a confirmation came to. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface ConfirmationOutcome<T> {

    /** The step succeeded. */
    record Granted<T>(T value) implements ConfirmationOutcome<T> {}

    /** The step was refused. */
    record Refused<T>(ConfirmationRefusal refusal) implements ConfirmationOutcome<T> {}
}
