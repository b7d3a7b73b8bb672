package dev.countersign.number;

import dev.countersign.confirmation.ConfirmationRefusal;

/**
 * What became of a user's wish about a number of his. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface NumberOutcome<T> {

    /** It was done. */
    record Granted<T>(T value) implements NumberOutcome<T> {}

    /** It was refused. */
    record Refused<T>(NumberRefusal refusal) implements NumberOutcome<T> {}

    /** It was not done, because the proof of the present factor was refused. */
    record Unconfirmed<T>(ConfirmationRefusal refusal) implements NumberOutcome<T> {}

    static <T> NumberOutcome<T> refused(NumberRefusal refusal) {
        return new Refused<>(refusal);
    }
}
