package dev.countersign.card;

/** What becomes of a file that has rows which cannot be taken. */
public enum ImportMode {
    /** One such row, and nothing is stored. */
    ALL_OR_NOTHING,
    /** The other rows are stored. A file whose protection is broken anywhere is still refused whole. */
    PER_ROW
}
