package dev.countersign.cardorder;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.card.CardLives;
import dev.countersign.card.CardLives.KnownLife;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.CardRefusal;
import dev.countersign.card.CardShipping;
import dev.countersign.card.CardShipping.Printed;
import dev.countersign.card.CardView;
import dev.countersign.cardorder.CardOrderRefusal.Reason;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.Factors;
import dev.countersign.user.Account;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What operators do with orders, a transaction each. */
@Stateless
public class CardOrderDesk {

    private static final String TYPE = "CARD_ORDER";

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private CardOrderStore store;

    @Inject
    private CardOrders orders;

    @Inject
    private Deposits deposits;

    @Inject
    private CardShipping shipping;

    @Inject
    private CardLives cards;

    @Inject
    private Factors factors;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** An order with what is written on its parcel. */
    public record Parcel(OrderFile file, Optional<Address> address) {}

    /** The open orders, the oldest first; a hundred at most. */
    public List<OrderFile> listOpen() {
        return store.listOpen().stream().map(this::file).toList();
    }

    /** One with its address, which stands in the audit log as having been read. */
    public Optional<Parcel> read(String id, String operator) {
        return store.find(id).map(order -> {
            record(order, "ADDRESS_READ", operator);
            return new Parcel(file(order), order.address(secrets));
        });
    }

    /** Sends a card of the stock for an order, if its user could order it still; the PIN that he chose goes with it. */
    public CardOutcome<OrderFile> ship(String id, Printed printed, String operator) {
        Optional<CardOrder> found = store.find(id).map(order -> {
            shipping.lockUsers(order.userId(), printed);
            return store.refreshed(order);
        });
        Optional<CardRefusal.Reason> obstacle =
                obstacle(found).or(() -> found.flatMap(order -> change(order, users.getUser(order.userId()))));
        if (obstacle.isPresent()) {
            return new CardOutcome.Refused<>(CardRefusal.of(obstacle.get()));
        }
        CardOrder order = found.orElseThrow();
        CardOutcome<CardView> sent =
                shipping.ship(users.getUser(order.userId()).userName(), printed, order.pin(secrets), operator);
        if (sent instanceof CardOutcome.Refused<CardView> refused) {
            return new CardOutcome.Refused<>(refused.refusal());
        }
        order.ship(((CardOutcome.Granted<CardView>) sent).value().id());
        order.replacedCard().ifPresent(deposits::onReplacementSent);
        record(order, "SHIPPED", operator);
        return new CardOutcome.Granted<>(file(order));
    }

    /** Sends none. */
    public CardOutcome<OrderFile> refuse(String id, String operator) {
        Optional<CardOrder> found = lock(id);
        Optional<CardRefusal.Reason> obstacle =
                obstacle(found).filter(reason -> reason != CardRefusal.Reason.ORDER_WAITS);
        if (obstacle.isPresent()) {
            return new CardOutcome.Refused<>(CardRefusal.of(obstacle.get()));
        }
        CardOrder order = found.orElseThrow();
        orders.end(order, CardOrderState.REFUSED);
        record(order, "REFUSED", operator);
        return new CardOutcome.Granted<>(file(order));
    }

    /**
     * Orders another card in the place of one that has ended, for a user on the telephone. It goes to the address that the broker
     * knows, and its PIN is chosen when it is activated.
     */
    public CardOrderOutcome<OrderFile> replace(String userName, String serial, String operator) {
        Optional<User> user =
                credentials.findCredentials(userName).map(Credentials::userId).map(users::lockUser);
        if (user.isEmpty()) {
            return refuse(Reason.UNKNOWN);
        }
        Optional<KnownLife> replaced = cards.listReplaceable(user.get().id()).stream()
                .filter(card -> !card.held() && card.serial().equalsIgnoreCase(serial))
                .findFirst();
        if (replaced.isEmpty()) {
            return refuse(Reason.NOT_REPLACEABLE);
        }
        OrderWish wish = new OrderWish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Optional<Reason> obstacle = orders.obstacle(user.get(), wish, replaced);
        if (obstacle.isPresent()) {
            return refuse(obstacle.get());
        }
        CardOrder order = orders.place(user.get(), wish, replaced);
        record(order, "REQUESTED", operator);
        return new CardOrderOutcome.Granted<>(file(order));
    }

    private Optional<CardRefusal.Reason> obstacle(Optional<CardOrder> order) {
        if (order.isEmpty()) {
            return Optional.of(CardRefusal.Reason.UNKNOWN);
        }
        if (!order.get().isOpen()) {
            return Optional.of(CardRefusal.Reason.ORDER_OVER);
        }
        return order.get().mayShip(clock.instant()) ? Optional.empty() : Optional.of(CardRefusal.Reason.ORDER_WAITS);
    }

    /** What has become of the user since he ordered, so that no card is sent. */
    private Optional<CardRefusal.Reason> change(CardOrder order, User user) {
        if (user.isLocked()) {
            return Optional.of(CardRefusal.Reason.ORDER_USER_LOCKED);
        }
        if (!user.account().equals(Account.OPEN)) {
            return Optional.of(CardRefusal.Reason.ORDER_ACCOUNT_STATE);
        }
        return order.isConfided() && !factors.isProofStill(user.id(), Optional.of(order.requestedAt()))
                ? Optional.of(CardRefusal.Reason.ORDER_PHONE_LOST)
                : Optional.empty();
    }

    private Optional<CardOrder> lock(String id) {
        return store.find(id).map(order -> {
            users.lockUser(order.userId());
            return store.refreshed(order);
        });
    }

    private OrderFile file(CardOrder order) {
        return order.file(users.getUser(order.userId()).userName(), orders.replaces(order));
    }

    private void record(CardOrder order, String reason, String operator) {
        audit.record(new AuditFact(
                "operator:" + operator,
                "user:" + order.userId(),
                TYPE,
                reason,
                new Reference(order.reference()),
                order.id()));
    }

    private static CardOrderOutcome<OrderFile> refuse(Reason reason) {
        return new CardOrderOutcome.Refused<>(new CardOrderRefusal(reason, Reference.next()));
    }
}
