package dev.countersign.cardorder;

import dev.countersign.Beans;
import dev.countersign.card.CardEnd;
import dev.countersign.card.CardEnded;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.CardPin;
import dev.countersign.card.CardShipping;
import dev.countersign.card.Cards;
import dev.countersign.confirmation.Proof;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.AccountHolder;
import dev.countersign.user.Money;
import dev.countersign.user.Users;
import java.util.List;
import java.util.Optional;

/** A user who may order cards, and whoever deals with his orders. */
final class OrderScene {

    static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";
    static final AccountHolder RICH =
            new AccountHolder(Optional.empty(), Optional.of(new Money(1_000_000, "USD")), List.of("U1", "U2"));
    static final Address ELSEWHERE = new Address(List.of("Ann Ray", "7 Quay", "Leith"));

    private final Beans beans = new Beans();
    private SignedInUser user = SignedIn.add(beans);
    private int heard;

    OrderScene() {
        Users.hold(beans, user.userId(), RICH);
    }

    Beans beans() {
        return beans;
    }

    SignedInUser user() {
        return user;
    }

    /** The same user in a session that a passcode opened. */
    SignedInUser byPasscode() {
        return SignedIn.openedBy("TEMPORARY_PASSCODE", user);
    }

    static OrderWish simple() {
        return new OrderWish(Optional.empty(), Optional.empty(), Optional.of(new CardPin("2580")), Optional.empty());
    }

    static OrderWish elsewhere() {
        return new OrderWish(Optional.of("U2"), Optional.of(ELSEWHERE), Optional.empty(), Optional.empty());
    }

    static OrderWish replacing(Cards card, CardEnd why) {
        return new OrderWish(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new OrderWish.Replaced(card.serial(), why)));
    }

    CardOrderOutcome<CardOrderView> place(OrderWish wish) {
        return place(user, wish, Optional.empty());
    }

    CardOrderOutcome<CardOrderView> place(SignedInUser caller, OrderWish wish, Optional<Proof> proof) {
        CardOrderOutcome<CardOrderView> outcome =
                beans.call(OwnOrders.class, orders -> orders.place(caller, wish, proof));
        hear();
        return outcome;
    }

    CardOrderOutcome<CardOrderView> cancel(String id) {
        return beans.call(OwnOrders.class, orders -> orders.cancel(user, id));
    }

    OrderStanding standing() {
        return beans.call(OwnOrders.class, orders -> orders.find(user));
    }

    /** Sends a new card of the stock. */
    CardOutcome<OrderFile> ship(String id) {
        return ship(id, inStock());
    }

    CardOutcome<OrderFile> ship(String id, Cards card) {
        return beans.call(CardOrderDesk.class, desk -> desk.ship(id, card.printed(), "ann"));
    }

    Cards inStock() {
        return Cards.inStock(beans, SUITE, Optional.empty());
    }

    /** A card that the user ordered and was sent. */
    Cards sent() {
        Cards card = inStock();
        CardOutcome<OrderFile> outcome = ship(granted(place(simple())).id(), card);
        if (!(outcome instanceof CardOutcome.Granted)) {
            throw new IllegalStateException(outcome.toString());
        }
        return card;
    }

    /** The user logs in anew: with a lost card all his sessions have ended. */
    void end(Cards card, CardEnd how) {
        beans.call(CardShipping.class, desk -> desk.end(card.printed(), how, "ann"));
        hear();
        user = SignedIn.again(beans, user.session().factor(), user);
    }

    /** What the container would tell the deposits, in a transaction of its own. */
    private void hear() {
        List<CardEnded> events = beans.fired(CardEnded.class);
        events.subList(heard, events.size())
                .forEach(event -> beans.run(Deposits.class, deposits -> deposits.onEnded(event)));
        heard = events.size();
    }

    /** Settles what is due; tells how many were. */
    int settle() {
        int settled = 0;
        while (beans.call(Returns.class, Returns::settleNext)) {
            settled++;
        }
        return settled;
    }

    /** All bookings of the user, the oldest first. */
    List<CardCharge> charges() {
        return beans.query(entities -> entities.createQuery(
                        "select c from CardCharge c, CardOrder o where c.orderId = o.id and o.userId = :user"
                                + " order by c.at, c.kind",
                        CardCharge.class)
                .setParameter("user", user.userId())
                .getResultList());
    }

    List<ChargeKind> kinds() {
        return charges().stream().map(CardCharge::kind).toList();
    }

    CardOrder order(String id) {
        return beans.call(CardOrderStore.class, store -> store.get(id));
    }

    static <T> T granted(CardOrderOutcome<T> outcome) {
        return ((CardOrderOutcome.Granted<T>) outcome).value();
    }

    static CardOrderRefusal.Reason reason(CardOrderOutcome<?> outcome) {
        return ((CardOrderOutcome.Refused<?>) outcome).refusal().reason();
    }
}
