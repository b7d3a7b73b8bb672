package dev.countersign.card;

/**
 * A card stopped being a user's, or came back; fired in the transaction that decided it.
 *
 * @param cardId of the card
 */
public record CardEnded(String cardId, CardEnd how) {}
