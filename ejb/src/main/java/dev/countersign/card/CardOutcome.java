package dev.countersign.card;

import dev.countersign.ownfactor.FactorOutcome;

/**
 * What became of a wish about a card. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface CardOutcome<T> {

    /** It was done. */
    record Granted<T>(T value) implements CardOutcome<T> {}

    /** It was refused. */
    record Refused<T>(CardRefusal refusal) implements CardOutcome<T> {}

    /** It was refused as changes of factors are: the present one was not proven, or has to stay. */
    record ByFactors<T>(FactorOutcome<T> outcome) implements CardOutcome<T> {}
}
