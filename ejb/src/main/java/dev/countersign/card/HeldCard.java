package dev.countersign.card;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import java.time.Instant;
import java.util.Optional;

/**
 * A card in the hands of one of its users.
 *
 * @param id by which the user's factors name it
 * @param since when he proved to hold it, or got it to share; empty if he has not yet
 * @param weakUntil until when it counts as an SMS in his hands; empty where it never did
 */
record HeldCard(String id, long userId, DisplayCard card, Optional<Instant> since, Optional<Instant> weakUntil) {

    /** Of a card that is or was somebody's, in the hands of whom it was sent to. */
    static HeldCard byOwner(DisplayCard card) {
        return new HeldCard(
                card.id().toString(), card.userId().orElseThrow(), card, card.activatedAt(), card.weakUntil());
    }

    /** In the hands of whom it is shared with. */
    static HeldCard byOther(CardShare share, DisplayCard card) {
        return new HeldCard(share.id(), share.userId(), card, share.activeSince(), share.weakUntil());
    }

    /** What a question is part of that is asked of its user while he is signed in. */
    String subject() {
        return "card:" + id;
    }

    boolean isOwners() {
        return id.equals(card.id().toString());
    }

    /** As it is now, with its row locked. */
    HeldCard locked(CardStore store) {
        return new HeldCard(id, userId, store.lock(card), since, weakUntil);
    }

    /** As factors are listed. */
    OwnedFactor owned() {
        return new OwnedFactor(ref(), card.name().serial(), since, weakUntil);
    }

    FactorRef ref() {
        return new FactorRef(FactorKind.DISPLAY_CARD, id);
    }
}
