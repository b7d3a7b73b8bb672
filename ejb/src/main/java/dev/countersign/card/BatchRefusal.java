package dev.countersign.card;

/** Why a batch stays as it is. */
public enum BatchRefusal {
    /** There is no such batch. */
    UNKNOWN,
    /** Whoever brought it in does not release it. */
    OWN_BATCH,
    /** It was released or rejected before. */
    DECIDED
}
