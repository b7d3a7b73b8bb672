package dev.countersign.card;

import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens to shared cards, whoever wants it; works inside the caller's transaction. */
@ApplicationScoped
class CardShares {

    @Inject
    private UserStore users;

    @Inject
    private CardStore cards;

    @Inject
    private CardShareStore store;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Event<FactorEnded> ended;

    /** Locks users in the order of their ids, so that two who share with each other do not wait for each other. */
    void lockUsers(Stream<Long> ids) {
        ids.distinct().sorted().forEach(users::lockUser);
    }

    /** A sharing with the rows of both users locked. */
    Optional<CardShare> lock(String id) {
        return store.find(id).map(share -> {
            lockUsers(Stream.concat(Stream.of(share.userId()), cards.get(share.cardId()).userId().stream()));
            return store.refreshed(share);
        });
    }

    /** Tells both what has become of it. */
    void tellBoth(CardShare share) {
        Stream.concat(cards.get(share.cardId()).userId().stream(), Stream.of(share.userId()))
                .forEach(user -> tell(user, share));
    }

    private void tell(long userId, CardShare share) {
        SecurityEvent.Kind kind = switch (share.state()) {
            case PENDING_COMPLIANCE -> SecurityEvent.Kind.CARD_SHARE_REQUESTED;
            case ACTIVE -> SecurityEvent.Kind.CARD_SHARED;
            case REFUSED, REMOVED -> SecurityEvent.Kind.CARD_SHARE_ENDED;
        };
        events.fire(SecurityEvent.of(userId, kind));
    }

    /** Logins of the other user that wait for the card end. */
    void endLogins(CardShare share) {
        ended.fire(new FactorEnded(
                share.userId(),
                HeldCard.byOther(share, cards.get(share.cardId())).ref()));
    }

    /**
     * A card ends, and with it all sharing; where a stranger may have it, all sessions of those whom it was shared with, too: one of them
     * may be his. Its users' rows are locked.
     */
    void endAll(DisplayCard card, CardEnd how) {
        for (CardShare share : store.listOpenOf(card)) {
            if (how.isLoss()) {
                sessions.endAll(share.userId());
            }
            end(share);
        }
    }

    /** Its owner wants the card no more, and so all sharing ends, and the sessions that it has opened for others. Its users' rows are locked. */
    void takeBackAll(DisplayCard card) {
        for (CardShare share : store.listOpenOf(card)) {
            sessions.endOpenedBy(share.userId(), FactorKind.DISPLAY_CARD, "");
            end(share);
        }
    }

    private void end(CardShare share) {
        share.remove();
        endLogins(share);
        tell(share.userId(), share);
    }

    /** Whom a card is shared with has it no more, by his own will; its owner is told. */
    void giveBack(String id) {
        CardShare share = store.find(id).orElseThrow();
        share.remove();
        cards.get(share.cardId()).userId().ifPresent(owner -> tell(owner, share));
    }

    /** Whom a card is shared with, or is to be. */
    Stream<Long> usersBeside(DisplayCard card) {
        return store.listUsersBeside(card).stream();
    }

    CardShareView view(CardShare share) {
        DisplayCard card = cards.get(share.cardId());
        return new CardShareView(
                share.id(),
                card.name().serial(),
                card.userId().map(this::nameOf).orElse(""),
                nameOf(share.userId()),
                share.state(),
                share.requestedAt());
    }

    List<CardShareView> views(List<CardShare> shares) {
        return shares.stream().map(this::view).toList();
    }

    private String nameOf(long userId) {
        return users.getUser(userId).userName();
    }
}
