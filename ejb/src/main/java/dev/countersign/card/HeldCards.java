package dev.countersign.card;

import dev.countersign.keyfile.DeviceName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Finds cards in the hands of their users; works inside the caller's transaction. */
@ApplicationScoped
class HeldCards {

    @Inject
    private CardStore store;

    /** The one that a user's factors name so; he has it or had it. */
    HeldCard get(String id) {
        return HeldCard.byOwner(store.get(id));
    }

    /** Those that a user has now, the oldest first. */
    List<HeldCard> listOf(long userId) {
        return store.listHeld(userId).stream().map(HeldCard::byOwner).toList();
    }

    /** The one of a serial, in either case, that a user has now. */
    Optional<HeldCard> findOf(long userId, String serial) {
        return DeviceName.findSerial(serial)
                .flatMap(printed -> listOf(userId).stream()
                        .filter(held -> held.card().name().serial().equals(printed))
                        .findFirst());
    }

    /** A card in the hands of a user who has it or had it. */
    Optional<HeldCard> findEverOf(DisplayCard card, long userId) {
        return card.userId().filter(owner -> owner == userId).map(owner -> HeldCard.byOwner(card));
    }
}
