package dev.countersign.grid;

import dev.countersign.confirmation.ConfirmationRefusal;

/**
 * What became of a user's wish for a card. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface GridOutcome<T> {

    /** It was done. */
    record Granted<T>(T value) implements GridOutcome<T> {}

    /** It was refused. */
    record Refused<T>(GridRefusal refusal) implements GridOutcome<T> {}

    /** It was not done, because the proof of the present factor was refused. */
    record Unconfirmed<T>(ConfirmationRefusal refusal) implements GridOutcome<T> {}
}
