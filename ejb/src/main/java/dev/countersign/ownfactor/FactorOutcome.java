package dev.countersign.ownfactor;

import dev.countersign.confirmation.ConfirmationRefusal;

/**
 * What became of a user's wish about a factor of his. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface FactorOutcome<T> {

    /** It was done. */
    record Granted<T>(T value) implements FactorOutcome<T> {}

    /** It was refused. */
    record Refused<T>(FactorRefusal refusal) implements FactorOutcome<T> {}

    /** It was not done, because the proof of the present factor was refused. */
    record Unconfirmed<T>(ConfirmationRefusal refusal) implements FactorOutcome<T> {}
}
