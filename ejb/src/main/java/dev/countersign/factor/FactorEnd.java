package dev.countersign.factor;

/** Why a user has a factor end. */
public enum FactorEnd {
    /** He wants it no more. */
    REMOVED,
    /** It is in nobody's hand that he knows of. */
    LOST
}
