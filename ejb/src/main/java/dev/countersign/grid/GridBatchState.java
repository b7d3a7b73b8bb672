package dev.countersign.grid;

/** Where a batch is in its life. */
public enum GridBatchState {
    /** Ordered by one operator; waits for another. There is no card yet. */
    ORDERED,
    /** Its cards are in stock, and their cells were given out for the printer. */
    RELEASED,
    /** None of its cards was made, or those that nobody was given are destroyed. */
    REJECTED
}
