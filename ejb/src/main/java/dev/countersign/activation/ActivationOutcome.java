package dev.countersign.activation;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.login.Refusal;

/**
 * What a step of an activation came to. A refusal is a value: it commits what it counted and burnt.
 *
 * @param <T> what is granted
 */
public sealed interface ActivationOutcome<T> {

    /** The step succeeded. */
    record Granted<T>(T value) implements ActivationOutcome<T> {}

    /** The step was refused. */
    record Refused<T>(ActivationRefusal refusal) implements ActivationOutcome<T> {}

    /** The step was not done, because the proof of the present factor was refused. */
    record Unconfirmed<T>(ConfirmationRefusal refusal) implements ActivationOutcome<T> {}

    /** The step was refused at the door, as a login is. */
    record NotLetIn<T>(Refusal refusal) implements ActivationOutcome<T> {}

    static <T> ActivationOutcome<T> refused(Reason reason) {
        return new Refused<>(ActivationRefusal.of(reason));
    }
}
