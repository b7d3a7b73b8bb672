package dev.countersign.cardorder;

/** Where the deposit for a card is. */
public enum DepositState {
    /** None is asked for. */
    NONE,
    HELD,
    /** Given back. */
    RELEASED,
    /** Taken as the fee for a card that did not come back. */
    CHARGED
}
