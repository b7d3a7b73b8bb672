package dev.countersign.card;

/** Where the sharing of a card is. */
public enum ShareState {
    /** It waits for an agent of compliance, and opens nothing. */
    PENDING_COMPLIANCE,
    /** The card opens logins of the other user, too. */
    ACTIVE,
    /** Compliance does not want it. */
    REFUSED,
    /** One of both has ended it, or the card ended. */
    REMOVED;

    /** Whether it may still open something. */
    boolean isOpen() {
        return this == PENDING_COMPLIANCE || this == ACTIVE;
    }
}
