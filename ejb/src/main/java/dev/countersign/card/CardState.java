package dev.countersign.card;

/** Where a card is in its life. */
public enum CardState {
    /** In a batch that nobody released: it can be given to nobody. */
    UNRELEASED,
    /** Released, and given to nobody. */
    IN_STOCK
}
