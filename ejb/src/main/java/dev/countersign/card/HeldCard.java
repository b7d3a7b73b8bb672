package dev.countersign.card;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;

/**
 * A card in the hands of one of its users.
 *
 * @param id by which the user's factors name it
 */
record HeldCard(String id, long userId, DisplayCard card) {

    /** Of a card that is or was somebody's, in the hands of whom it was sent to. */
    static HeldCard byOwner(DisplayCard card) {
        return new HeldCard(card.id().toString(), card.userId().orElseThrow(), card);
    }

    /** In the hands of whom it is shared with. */
    static HeldCard byOther(CardShare share, DisplayCard card) {
        return new HeldCard(share.id(), share.userId(), card);
    }

    boolean isOwners() {
        return id.equals(card.id().toString());
    }

    FactorRef ref() {
        return new FactorRef(FactorKind.DISPLAY_CARD, id);
    }
}
