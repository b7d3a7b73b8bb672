package dev.countersign.card;

import dev.countersign.keyfile.DeviceName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds cards in the hands of their users; works inside the caller's transaction. */
@ApplicationScoped
class HeldCards {

    @Inject
    private CardStore store;

    @Inject
    private CardShareStore shares;

    @Inject
    private CardSettings settings;

    @Inject
    private Clock clock;

    /** The one that a user's factors name so; he has it or had it. */
    HeldCard get(String id) {
        return shares.find(id)
                .map(share -> HeldCard.byOther(share, store.get(share.cardId())))
                .orElseGet(() -> HeldCard.byOwner(store.get(id)));
    }

    /** Those that a user has now, his own first, and of each the oldest first. */
    List<HeldCard> listOf(long userId) {
        return Stream.concat(
                        store.listHeld(userId).stream().map(HeldCard::byOwner),
                        shares.listActiveOf(userId).stream()
                                .map(share -> HeldCard.byOther(share, store.get(share.cardId())))
                                .filter(held -> held.card().isIn(CardState.ACTIVE)))
                .toList();
    }

    /** Those of them that logins ask for. */
    List<HeldCard> listUsableOf(long userId) {
        return listOf(userId).stream().filter(this::isUsable).toList();
    }

    /** Whether a card is its user's and opens logins: it was activated, or should have been by now. */
    boolean isUsable(HeldCard held) {
        Instant now = clock.instant();
        return isHeld(held) && held.card().isUsable(now, now.minus(settings.enforcedAfter()));
    }

    /** Whether a user has a card whose key has expired: he had a factor by it. */
    boolean hasLapsed(long userId) {
        Instant now = clock.instant();
        return listOf(userId).stream()
                .anyMatch(held -> isHeld(held) && held.card().hasLapsed(now, now.minus(settings.enforcedAfter())));
    }

    /** Whether a card is its user's still: as its owner, or because it is shared with him. */
    boolean isHeld(HeldCard held) {
        return held.isOwners()
                ? held.card().isHeldBy(held.userId())
                : held.card().isIn(CardState.ACTIVE)
                        && shares.find(held.id())
                                .filter(share -> share.state() == ShareState.ACTIVE)
                                .isPresent();
    }

    /** The one of a serial, in either case, that a user has now, with its row locked. */
    Optional<HeldCard> lockOf(long userId, String serial) {
        return DeviceName.findSerial(serial)
                .flatMap(printed -> listOf(userId).stream()
                        .filter(held -> held.card().name().serial().equals(printed))
                        .findFirst())
                .map(held -> held.locked(store));
    }

    /** A card in the hands of a user who has it, or owned it once. */
    Optional<HeldCard> findEverOf(DisplayCard card, long userId) {
        return listOf(userId).stream()
                .filter(held -> held.card().id().equals(card.id()))
                .findFirst()
                .or(() -> card.userId().filter(owner -> owner == userId).map(owner -> HeldCard.byOwner(card)));
    }
}
