package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.card.CardOutcome.Granted;
import dev.countersign.card.CardOutcome.Refused;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.notice.SecurityEvent;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What operators do with single cards, a transaction each. */
@Stateless
public class CardShipping {

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private CardStore store;

    @Inject
    private CardShares shares;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Event<FactorEnded> ended;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Ways in which a card stops being a user's. */
    public enum End {
        LOST,
        DEFECTIVE,
        RETURNED
    }

    /** A card by what is printed on it; the manufacturer may be left out where one has this serial. */
    public record Printed(String serial, Optional<String> manufacturer) {}

    /** Sends a card of the stock to a user. From the first answer that he gives with it, it opens logins. */
    public CardOutcome<CardView> ship(String userName, Printed printed, String operator) {
        Optional<User> user =
                credentials.findCredentials(userName).map(Credentials::userId).map(users::lockUser);
        CardOutcome<DisplayCard> found = find(printed);
        if (user.isEmpty()) {
            return refuse(Reason.UNKNOWN);
        }
        if (!(found instanceof Granted<DisplayCard> granted)) {
            return new Refused<>(((Refused<DisplayCard>) found).refusal());
        }
        DisplayCard card = granted.value();
        if (!card.isAssignable(clock.instant())) {
            return refuse(Reason.NOT_IN_STOCK);
        }
        card.ship(user.get().id(), clock.instant());
        tell(user.get().id(), operator, "CARD_SHIPPED", "OK");
        return new Granted<>(card.view());
    }

    /** Ends a card that a user has: it opens no login from now on, and never again. */
    public CardOutcome<CardView> end(Printed printed, End how, String operator) {
        CardOutcome<DisplayCard> found = find(printed);
        if (!(found instanceof Granted<DisplayCard> granted)) {
            return new Refused<>(((Refused<DisplayCard>) found).refusal());
        }
        DisplayCard card = granted.value();
        Optional<Long> holder = card.userId().filter(card::isHeldBy);
        if (holder.isEmpty()) {
            return refuse(Reason.UNKNOWN);
        }
        card.end(CardState.valueOf(how.name()));
        shares.endAll(card);
        ended.fire(new FactorEnded(
                holder.get(), new FactorRef(FactorKind.DISPLAY_CARD, card.id().toString())));
        tell(holder.get(), operator, "CARD_ENDED", how.name());
        return new Granted<>(card.view());
    }

    /** With its row locked, and that of its holder before. */
    private CardOutcome<DisplayCard> find(Printed printed) {
        List<DisplayCard> cards = store.listByTyped(printed.serial()).stream()
                .filter(card -> printed.manufacturer()
                        .filter(name -> !name.equals(card.name().manufacturer()))
                        .isEmpty())
                .toList();
        if (cards.size() != 1) {
            return refuse(cards.isEmpty() ? Reason.UNKNOWN : Reason.AMBIGUOUS);
        }
        DisplayCard card = cards.get(0);
        shares.lockUsers(Stream.concat(card.userId().stream(), shares.usersBeside(card)));
        return new Granted<>(store.lock(card));
    }

    private void tell(long userId, String operator, String type, String reason) {
        audit.record(AuditFact.byOperator(operator, userId, type, reason));
        events.fire(SecurityEvent.of(userId, SecurityEvent.Kind.FACTORS_CHANGED));
    }

    private static <T> CardOutcome<T> refuse(Reason reason) {
        return new Refused<>(CardRefusal.of(reason));
    }
}
