package dev.countersign.card;

/** Why a card stops being a user's. */
public enum CardEnd {
    LOST(CardState.LOST),
    STOLEN(CardState.STOLEN),
    /** Broken. */
    DEFECTIVE(CardState.DEFECTIVE),
    /** Its battery is empty, which is nobody's fault. */
    BATTERY(CardState.DEFECTIVE),
    /** It came back. */
    RETURNED(CardState.RETURNED);

    private final CardState state;

    CardEnd(CardState state) {
        this.state = state;
    }

    CardState state() {
        return state;
    }

    /** Whether a stranger may have it. */
    public boolean isLoss() {
        return this == LOST || this == STOLEN;
    }

    /** Whether it costs its user nothing, also if it does not come back. */
    public boolean isFree() {
        return this == BATTERY;
    }
}
