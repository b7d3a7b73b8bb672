package dev.countersign.card;

import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of cards that a user has or had; works inside the caller's transaction, which holds the rows of their users. */
@ApplicationScoped
public class CardLives {

    @Inject
    private CardStore store;

    @Inject
    private CardShares shares;

    @Inject
    private Event<FactorEnded> ended;

    @Inject
    private Event<CardEnded> lives;

    @Inject
    private Clock clock;

    /**
     * A card that is or was a user's.
     *
     * @param held whether it is his still
     * @param end why it is not; empty while it is, and of those that ended before reasons were kept
     * @param endedAt since when it is not; empty as long as it is
     */
    public record KnownLife(
            String id, String serial, CardState state, boolean held, Optional<CardEnd> end, Optional<Instant> endedAt) {

        /** The factor that it is of its user. */
        public FactorRef ref() {
            return new FactorRef(FactorKind.DISPLAY_CARD, id);
        }

        /** Whether it has to come back, or costs something. */
        public boolean isOwed() {
            return state.isOutstanding() && end.filter(CardEnd::isFree).isEmpty();
        }

        /** Whether another one can be ordered in its place. */
        public boolean isReplaceable() {
            return held || state.isReplaceable();
        }
    }

    /** Cards of which another one could take the place, the oldest first. */
    public List<KnownLife> listReplaceable(long userId) {
        return store.listEverOf(userId).stream()
                .map(DisplayCard::life)
                .filter(KnownLife::isReplaceable)
                .toList();
    }

    public KnownLife get(String id) {
        return store.get(id).life();
    }

    /** Locks a user, and with him whom the card is shared with that he has under a serial: all in one order. */
    public void lockUsers(long userId, Optional<String> serial) {
        List<DisplayCard> cards = serial.stream()
                .flatMap(typed -> store.listByTyped(typed).stream())
                .toList();
        Stream<Long> beside = cards.stream()
                .filter(card -> card.userId().filter(holder -> holder == userId).isPresent())
                .flatMap(shares::usersBeside);
        shares.lockUsers(Stream.concat(Stream.of(userId), beside));
        // What was read before the locks is read anew.
        cards.forEach(store::lock);
    }

    /** It opens no login from now on, and neither for whom it is shared with; logins that wait for it end. */
    public void end(String id, CardEnd how) {
        endFactor(store.lock(store.get(id)), how);
    }

    void endFactor(DisplayCard card, CardEnd how) {
        KnownLife before = card.life();
        end(card, how);
        if (before.held()) {
            card.userId().ifPresent(holder -> ended.fire(new FactorEnded(holder, before.ref())));
        }
    }

    /** The same where the caller ends the logins. */
    void end(DisplayCard card, CardEnd how) {
        if (card.life().held()) {
            shares.endAll(card, how);
        }
        card.end(how, clock.instant());
        lives.fire(new CardEnded(card.id().toString(), how));
    }

    /** Has it go on; throws {@link IllegalStateException} where that cannot follow. */
    public void become(String id, CardState next) {
        store.lock(store.get(id)).become(next);
    }

    /** The order of what should take its place is over without any. */
    public void keepEnd(String id) {
        store.lock(store.get(id)).keepEnd();
    }
}
