package dev.countersign.cardorder;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.card.CardLives;
import dev.countersign.card.CardLives.KnownLife;
import dev.countersign.cardorder.CardOrderOutcome.ByFactors;
import dev.countersign.cardorder.CardOrderOutcome.Granted;
import dev.countersign.cardorder.CardOrderOutcome.Refused;
import dev.countersign.cardorder.CardOrderRefusal.Reason;
import dev.countersign.cardorder.OrderRules.Occasion;
import dev.countersign.cardorder.OrderStanding.AwaitedReturn;
import dev.countersign.cardorder.OrderStanding.Replaceable;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.ownfactor.FactorChanges;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorRefusal;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.AccountHolder;
import dev.countersign.user.AccountHolders;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Where a signed-in user orders a card. Each method is one transaction. */
@Stateless
public class OwnOrders {

    private static final String TYPE = "CARD_ORDER";

    @Inject
    private UserStore users;

    @Inject
    private AccountHolders holders;

    @Inject
    private CardOrderStore store;

    @Inject
    private CardOrders orders;

    @Inject
    private CardLives cards;

    @Inject
    private OrderSettings settings;

    @Inject
    private Factors factors;

    @Inject
    private Confirmations confirmations;

    @Inject
    private FactorChanges changes;

    @Inject
    private SessionEnds sessions;

    @Inject
    private RepeatedFacts repeated;

    public OrderStanding find(SignedInUser caller) {
        User user = users.getUser(caller.userId());
        AccountHolder holder = holders.get(user.id());
        OrderTerms terms = settings.terms(user);
        Optional<CardOrder> open = store.findOpen(user.id());
        return new OrderStanding(
                OrderRules.obstacle(user.account(), holder, Occasion.FIRST_CARD, terms),
                OrderRules.obstacle(user.account(), holder, Occasion.REPLACEMENT, terms),
                terms.deposit(),
                holder.accounts(),
                cards.listReplaceable(user.id()).stream()
                        .map(card -> new Replaceable(card.serial(), card.held()))
                        .toList(),
                open.map(orders::view),
                store.listAwaited(user.id()).stream()
                        .flatMap(order -> awaited(order).stream())
                        .toList());
    }

    /**
     * Orders a card once the present factor is proven. By a temporary passcode of the help desk one goes to the address that the
     * broker knows, without any other proof. A card that it comes in the place of ends, unless the user could not log in without it.
     */
    public CardOrderOutcome<CardOrderView> place(SignedInUser caller, OrderWish wish, Optional<Proof> proof) {
        cards.lockUsers(caller.userId(), wish.replaced().map(OrderWish.Replaced::serial));
        User user = users.lockUser(caller.userId());
        Optional<KnownLife> replaced = wish.replaced().flatMap(one -> find(user.id(), one.serial()));
        Optional<Reason> obstacle = orders.obstacle(user, wish, replaced);
        if (obstacle.isPresent()) {
            return refuse(caller, obstacle.get());
        }
        FactorOutcome<CardOrderView> outcome =
                findFactorObstacle(caller, wish, replaced).orElseGet(() -> proven(caller, user, wish, replaced, proof));
        return outcome instanceof FactorOutcome.Granted<CardOrderView> granted
                ? new Granted<>(granted.value())
                : new ByFactors<>(outcome);
    }

    /** The user wants the card no more, while it was not sent. */
    public CardOrderOutcome<CardOrderView> cancel(SignedInUser caller, String id) {
        users.lockUser(caller.userId());
        Optional<CardOrder> own = store.find(id).filter(order -> order.userId() == caller.userId());
        if (own.isEmpty()) {
            return refuse(caller, Reason.UNKNOWN);
        }
        CardOrder order = store.refreshed(own.get());
        if (!order.isOpen()) {
            return refuse(caller, Reason.OVER);
        }
        orders.end(order, CardOrderState.CANCELLED);
        changes.record(caller, TYPE, "CANCELLED", order.id());
        return new Granted<>(orders.view(order));
    }

    private FactorOutcome<CardOrderView> proven(
            SignedInUser caller, User user, OrderWish wish, Optional<KnownLife> replaced, Optional<Proof> proof) {
        if (hasPasscode(caller)) {
            return changes.unproven(caller, () -> place(caller, user, wish, replaced));
        }
        return changes.proven(caller, TYPE, proof, () -> place(caller, user, wish, replaced));
    }

    private FactorOutcome<CardOrderView> place(
            SignedInUser caller, User user, OrderWish wish, Optional<KnownLife> replaced) {
        replaced.filter(KnownLife::held).ifPresent(card -> {
            OrderWish.Replaced why = wish.replaced().orElseThrow();
            cards.end(card.id(), why.why());
            if (why.why().isLoss()) {
                sessions.endAllBut(caller.userId(), caller.sessionId());
            }
            changes.recordChange(caller, "CARD_ENDED", why.why().name(), card.id());
        });
        CardOrder order = orders.place(user, wish, replaced);
        changes.record(caller, TYPE, "REQUESTED", order.id());
        return new FactorOutcome.Granted<>(orders.view(order));
    }

    /** Another address needs a factor that proves the user; and the card that ends must not be the last way in. */
    private Optional<FactorOutcome<CardOrderView>> findFactorObstacle(
            SignedInUser caller, OrderWish wish, Optional<KnownLife> replaced) {
        if (wish.address().isPresent() && Confirmations.isByPasscode(caller)) {
            return Optional.of(new FactorOutcome.Unconfirmed<>(temporary(caller)));
        }
        if (wish.address().isPresent() && !confirmations.hasFactor(caller.userId())) {
            return Optional.of(changes.refuse(caller, TYPE, FactorRefusal.Reason.NO_FACTOR));
        }
        return replaced.filter(KnownLife::held)
                .flatMap(card -> factors.findOwn(caller.userId(), card.ref().id()))
                .flatMap(factor -> changes.findObstacle(caller.userId(), factor, FactorEnd.REMOVED))
                .map(reason -> changes.refuse(caller, TYPE, reason));
    }

    private ConfirmationRefusal temporary(SignedInUser caller) {
        Reference reference = Reference.next();
        repeated.record(AuditFact.byUser(caller.userId(), TYPE, "TEMPORARY_ACCESS", reference, caller.sessionId()));
        return ConfirmationRefusal.of(ConfirmationRefusal.Reason.TEMPORARY_ACCESS, reference);
    }

    private boolean hasPasscode(SignedInUser caller) {
        List<OwnedFactor> usable = factors.listUsable(caller.userId());
        return Confirmations.isByPasscode(caller)
                && usable.stream().anyMatch(factor -> factor.kind() == FactorKind.TEMPORARY_PASSCODE);
    }

    private Optional<KnownLife> find(long userId, String serial) {
        return cards.listReplaceable(userId).stream()
                .filter(card -> card.serial().equalsIgnoreCase(serial))
                .findFirst();
    }

    /** Empty for a card that came back, or costs nothing. */
    private Optional<AwaitedReturn> awaited(CardOrder order) {
        return order.cardId()
                .map(cards::get)
                .filter(KnownLife::isOwed)
                .map(card -> new AwaitedReturn(
                        card.serial(), order.deposit(), order.dueAt().orElseThrow()));
    }

    private CardOrderOutcome<CardOrderView> refuse(SignedInUser caller, Reason reason) {
        Reference reference = Reference.next();
        repeated.record(AuditFact.byUser(caller.userId(), TYPE, reason.name(), reference, caller.sessionId()));
        return new Refused<>(new CardOrderRefusal(reason, reference));
    }
}
