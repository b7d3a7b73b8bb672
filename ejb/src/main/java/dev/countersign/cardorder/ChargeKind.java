package dev.countersign.cardorder;

/** What the broker's back office has to book. */
public enum ChargeKind {
    CARD_DEPOSIT_HELD,
    CARD_DEPOSIT_RELEASED,
    /** The deposit is kept as the fee. */
    CARD_FEE_CHARGED;

    /** Whether nothing follows on it. */
    boolean isLast() {
        return this != CARD_DEPOSIT_HELD;
    }
}
