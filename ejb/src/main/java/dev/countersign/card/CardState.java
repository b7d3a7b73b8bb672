package dev.countersign.card;

/** Where a card is in its life. */
public enum CardState {
    /** In a batch that nobody released: it can be given to nobody. */
    UNRELEASED,
    /** Released, and given to nobody. */
    IN_STOCK,
    /** On its way to a user, or in his hands without a first answer. */
    SHIPPED,
    /** It opens logins. */
    ACTIVE,
    /** Lost by its user, or stolen. */
    LOST,
    /** It shows nothing, or nonsense. */
    DEFECTIVE,
    /** Back in the stock of nobody: its key was in other hands. */
    RETURNED;

    /** Whether it is a user's. */
    boolean isHeld() {
        return this == SHIPPED || this == ACTIVE;
    }
}
