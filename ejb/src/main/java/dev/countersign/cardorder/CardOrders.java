package dev.countersign.cardorder;

import dev.countersign.card.CardLives;
import dev.countersign.card.CardLives.KnownLife;
import dev.countersign.cardorder.CardOrderRefusal.Reason;
import dev.countersign.cardorder.OrderRules.Occasion;
import dev.countersign.crypto.Secrets;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.user.AccountHolder;
import dev.countersign.user.AccountHolders;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** How orders begin and end, whoever wants it; works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
class CardOrders {

    @Inject
    private CardOrderStore store;

    @Inject
    private AccountHolders holders;

    @Inject
    private CardLives cards;

    @Inject
    private Deposits deposits;

    @Inject
    private OrderSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Clock clock;

    /** Why nothing is ordered; empty where it may be. */
    Optional<Reason> obstacle(User user, OrderWish wish, Optional<KnownLife> replaced) {
        if (store.findOpen(user.id()).isPresent()) {
            return Optional.of(Reason.OPEN);
        }
        if (wish.replaced().isPresent() && replaced.isEmpty()) {
            return Optional.of(Reason.NOT_REPLACEABLE);
        }
        AccountHolder holder = holders.get(user.id());
        OrderTerms terms = settings.terms(user);
        Occasion occasion = replaced.isPresent() ? Occasion.REPLACEMENT : Occasion.FIRST_CARD;
        return OrderRules.obstacle(user.account(), holder, occasion, terms)
                .or(() -> isPayable(holder, wish, terms) ? Optional.empty() : Optional.of(Reason.NO_ACCOUNT));
    }

    private static boolean isPayable(AccountHolder holder, OrderWish wish, OrderTerms terms) {
        return (terms.deposit().amount() == 0 && wish.account().isEmpty())
                || OrderRules.account(holder, wish.account()).isPresent();
    }

    /** Orders a card, holds the deposit, and tells the user; a card in whose place it comes has ended. */
    CardOrder place(User user, OrderWish wish, Optional<KnownLife> replaced) {
        OrderTerms terms = settings.terms(user);
        CardOrder order = new CardOrder(
                user.id(),
                OrderRules.account(holders.get(user.id()), wish.account()).orElse(""),
                terms.deposit(),
                replaced.map(KnownLife::id),
                clock.instant());
        order.keep(wish, settings.times(), secrets);
        store.add(order);
        deposits.hold(order);
        replaced.map(KnownLife::id).ifPresent(deposits::onReplaced);
        events.fire(SecurityEvent.of(user.id(), SecurityEvent.Kind.CARD_ORDERED));
        return order;
    }

    /** No card is sent. */
    void end(CardOrder order, CardOrderState how) {
        order.end(how);
        deposits.release(order);
        order.replacedCard().ifPresent(deposits::onNotReplaced);
    }

    CardOrderView view(CardOrder order) {
        return order.view(settings.times(), replaces(order));
    }

    /** Serial of the card in whose place it comes. */
    Optional<String> replaces(CardOrder order) {
        return order.replacedCard().map(id -> cards.get(id).serial());
    }
}
