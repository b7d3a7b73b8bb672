package dev.countersign.card;

import java.util.Set;

/**
 * Where a card is in its life.
 *
 * <pre>
 * UNRELEASED -> IN_STOCK -> SHIPPED -> ACTIVE -> LOST | STOLEN | DEFECTIVE -> REPLACED -> RETURN_AWAITED -> RETURNED | CHARGED -> CLOSED
 * </pre>
 *
 * A card that ends may come back at any time until it was charged, and need not be replaced.
 */
public enum CardState {
    /** In a batch that nobody released: it can be given to nobody. */
    UNRELEASED,
    /** Released, and given to nobody. */
    IN_STOCK,
    /** On its way to a user, or in his hands without a first answer. */
    SHIPPED,
    /** It opens logins. */
    ACTIVE,
    /** Lost by its user. */
    LOST,
    /** Taken from its user. */
    STOLEN,
    /** It shows nothing, or nonsense. */
    DEFECTIVE,
    /** Another one is ordered, or was sent, in its place. */
    REPLACED,
    /** Another one was sent with what this one is sent back in. */
    RETURN_AWAITED,
    /** It came back, and goes to nobody again: its key was in other hands. */
    RETURNED,
    /** It did not come back in time, or need not, and its deposit was taken for it. */
    CHARGED,
    /** The broker has booked what became of its deposit. */
    CLOSED;

    private static final Set<CardState> ENDED = Set.of(LOST, STOLEN, DEFECTIVE, REPLACED, RETURN_AWAITED);

    /** Whether it is a user's. */
    boolean isHeld() {
        return this == SHIPPED || this == ACTIVE;
    }

    /** Whether it opens nothing any more, and might still come back. */
    boolean isOutstanding() {
        return ENDED.contains(this);
    }

    /** Whether another one can be ordered in its place. */
    boolean isReplaceable() {
        return this == LOST || this == STOLEN || this == DEFECTIVE;
    }

    /** Whether the one state may follow on this. */
    boolean leadsTo(CardState next) {
        return switch (next) {
            case UNRELEASED -> false;
            case IN_STOCK -> this == UNRELEASED;
            case SHIPPED -> this == IN_STOCK;
            case ACTIVE -> this == SHIPPED;
            case LOST, STOLEN, DEFECTIVE -> isHeld() || this == REPLACED;
            case REPLACED -> isReplaceable();
            case RETURN_AWAITED -> this == REPLACED;
            case RETURNED -> isHeld() || isOutstanding();
            case CHARGED -> isOutstanding();
            case CLOSED -> this == RETURNED || this == CHARGED || isOutstanding();
        };
    }
}
