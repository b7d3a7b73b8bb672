package dev.countersign.card;

/** Where a batch is in its life. */
public enum BatchState {
    /** Brought in by one operator; waits for another. */
    IMPORTED,
    /** Its cards are in stock. */
    RELEASED,
    /** Its cards and their keys are destroyed. */
    REJECTED
}
