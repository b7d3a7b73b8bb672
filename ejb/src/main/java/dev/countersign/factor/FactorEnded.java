package dev.countersign.factor;

/** Announces that a factor is its user's no more; in the transaction of the end, which holds the lock of the user. */
public record FactorEnded(long userId, FactorRef factor) {}
