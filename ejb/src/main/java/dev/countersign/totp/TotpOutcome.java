package dev.countersign.totp;

import dev.countersign.confirmation.ConfirmationRefusal;

/**
 * What became of a user's wish about an app of his. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface TotpOutcome<T> {

    /** It was done. */
    record Granted<T>(T value) implements TotpOutcome<T> {}

    /** It was refused. */
    record Refused<T>(TotpRefusal refusal) implements TotpOutcome<T> {}

    /** It was not done, because the proof of the present factor was refused. */
    record Unconfirmed<T>(ConfirmationRefusal refusal) implements TotpOutcome<T> {}
}
