package dev.countersign.cardorder;

import dev.countersign.ownfactor.FactorOutcome;

/**
 * What became of a wish about an order. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface CardOrderOutcome<T> {

    /** It was done. */
    record Granted<T>(T value) implements CardOrderOutcome<T> {}

    /** It was refused. */
    record Refused<T>(CardOrderRefusal refusal) implements CardOrderOutcome<T> {}

    /** It was refused as changes of factors are: the present one was not proven, or has to stay. */
    record ByFactors<T>(FactorOutcome<T> outcome) implements CardOrderOutcome<T> {}
}
