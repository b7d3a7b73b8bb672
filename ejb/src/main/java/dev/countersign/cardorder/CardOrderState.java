package dev.countersign.cardorder;

/** Where an order is. */
public enum CardOrderState {
    /** It waits for an operator who sends a card. */
    REQUESTED,
    /** Its user wants it no more. */
    CANCELLED,
    /** An operator did not send one. */
    REFUSED,
    /** A card was sent. */
    SHIPPED
}
