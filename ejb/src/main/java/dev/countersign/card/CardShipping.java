package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.card.CardOutcome.Granted;
import dev.countersign.card.CardOutcome.Refused;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.crypto.Secrets;
import dev.countersign.keyfile.KeySuite;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
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
    private CardStore store;

    @Inject
    private CardShares shares;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private CardLives lives;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** A card by what is printed on it; the manufacturer may be left out where one has this serial. */
    public record Printed(String serial, Optional<String> manufacturer) {}

    /** Sends a card of the stock to a user. From the first answer that he gives with it, it opens logins. */
    public CardOutcome<CardView> ship(String userName, Printed printed, String operator) {
        return ship(userName, printed, Optional.empty(), operator);
    }

    /**
     * To begin a transaction with: locks who is to have a card, and whoever has or had what is printed so, as where another serial was typed
     * than was meant; all in one order.
     */
    public void lockUsers(long receiver, Printed printed) {
        shares.lockUsers(
                Stream.concat(Stream.of(receiver), list(printed).stream().flatMap(this::usersOf)));
    }

    /** The same with the PIN that the user chose; one that takes none is not what he expects where there are others. */
    public CardOutcome<CardView> ship(String userName, Printed printed, Optional<CardPin> pin, String operator) {
        Optional<Long> receiver = credentials.findCredentials(userName).map(Credentials::userId);
        CardOutcome<DisplayCard> found = find(printed, receiver);
        if (receiver.isEmpty()) {
            return refuse(Reason.UNKNOWN);
        }
        if (!(found instanceof Granted<DisplayCard> granted)) {
            return new Refused<>(((Refused<DisplayCard>) found).refusal());
        }
        DisplayCard card = granted.value();
        if (!card.isAssignable(clock.instant())) {
            return refuse(Reason.NOT_IN_STOCK);
        }
        if (pin.isPresent() && !card.takesPin() && isPinTakenInStock()) {
            return refuse(Reason.ORDER_PIN);
        }
        card.ship(receiver.get(), clock.instant());
        pin.ifPresent(chosen -> card.takePin(chosen, secrets));
        audit.record(AuditFact.byOperator(
                operator, receiver.get(), "CARD_SHIPPED", "OK", card.id().toString()));
        events.fire(SecurityEvent.of(receiver.get(), SecurityEvent.Kind.CARD_SENT));
        return new Granted<>(card.view());
    }

    private boolean isPinTakenInStock() {
        return store.listSuitesInStock().stream().anyMatch(KeySuite::takesPin);
    }

    /**
     * Who has the card, and keeps it until the caller's transaction ends; empty for one of the stock, one that has ended, and where it is not
     * known which one is meant.
     */
    public Optional<Long> lockHolder(Printed printed) {
        return find(printed, Optional.empty()) instanceof Granted<DisplayCard> found
                ? found.value().userId().filter(found.value()::isHeldBy)
                : Optional.empty();
    }

    /**
     * Ends a card that a user has: it opens no login from now on, and never again; with a lost one all his sessions end, the
     * finder's among them. Or takes one back that ended before.
     */
    public CardOutcome<CardView> end(Printed printed, CardEnd how, String operator) {
        CardOutcome<DisplayCard> found = find(printed, Optional.empty());
        if (!(found instanceof Granted<DisplayCard> granted)) {
            return new Refused<>(((Refused<DisplayCard>) found).refusal());
        }
        DisplayCard card = granted.value();
        Optional<Long> holder = card.userId().filter(user -> card.isEndedBy(how));
        if (holder.isEmpty()) {
            return refuse(Reason.UNKNOWN);
        }
        boolean held = card.isHeldBy(holder.get());
        lives.endFactor(card, how);
        audit.record(AuditFact.byOperator(
                operator, holder.get(), "CARD_ENDED", how.name(), card.id().toString()));
        if (held && how.isLoss()) {
            sessions.endAll(holder.get());
        }
        if (held) {
            events.fire(SecurityEvent.of(holder.get(), SecurityEvent.Kind.FACTORS_CHANGED));
        }
        return new Granted<>(card.view());
    }

    /** With its row locked, and before it those of its users and of who is to have it, in one order. */
    private CardOutcome<DisplayCard> find(Printed printed, Optional<Long> receiver) {
        List<DisplayCard> cards = list(printed);
        if (cards.size() != 1) {
            return refuse(cards.isEmpty() ? Reason.UNKNOWN : Reason.AMBIGUOUS);
        }
        DisplayCard card = cards.get(0);
        shares.lockUsers(Stream.concat(receiver.stream(), usersOf(card)));
        DisplayCard locked = store.lock(card);
        // And whoever came in before its holder was locked: nobody does since.
        shares.lockUsers(usersOf(locked));
        return new Granted<>(locked);
    }

    /** Who has or had it, and whom it is shared with. */
    private Stream<Long> usersOf(DisplayCard card) {
        return Stream.concat(card.userId().stream(), shares.usersBeside(card));
    }

    private List<DisplayCard> list(Printed printed) {
        return store.listByTyped(printed.serial()).stream()
                .filter(card -> printed.manufacturer()
                        .filter(name -> !name.equals(card.name().manufacturer()))
                        .isEmpty())
                .toList();
    }

    private static <T> CardOutcome<T> refuse(Reason reason) {
        return new Refused<>(CardRefusal.of(reason));
    }
}
