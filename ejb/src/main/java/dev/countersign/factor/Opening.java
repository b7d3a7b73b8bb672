package dev.countersign.factor;

/** What a factor opens at a time. */
public enum Opening {
    /** All that its user may do. */
    EVERYTHING,
    /** The portal alone, and there nothing but the fetching of an online grid card. */
    GRID_CARD,
    /** Nothing: its time is over. */
    NOTHING
}
