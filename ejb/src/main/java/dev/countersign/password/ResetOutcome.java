package dev.countersign.password;

import dev.countersign.confirmation.ConfirmationRefusal;

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

    /** The step was not taken, because the factor may not be asked now. */
    record Unasked<T>(ConfirmationRefusal refusal) implements ResetOutcome<T> {}
}
