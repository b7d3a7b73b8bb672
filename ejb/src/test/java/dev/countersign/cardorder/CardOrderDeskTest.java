package dev.countersign.cardorder;

import static dev.countersign.cardorder.OrderScene.ELSEWHERE;
import static dev.countersign.cardorder.OrderScene.granted;
import static dev.countersign.cardorder.OrderScene.reason;
import static dev.countersign.cardorder.OrderScene.replacing;
import static dev.countersign.cardorder.OrderScene.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Behind;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardEnd;
import dev.countersign.card.CardLives;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.CardPin;
import dev.countersign.card.CardRefusal;
import dev.countersign.card.CardState;
import dev.countersign.card.Cards;
import dev.countersign.card.OwnCard;
import dev.countersign.card.OwnCards;
import dev.countersign.cardorder.CardOrderDesk.Parcel;
import dev.countersign.cardorder.CardOrderRefusal.Reason;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.Factors;
import dev.countersign.passcode.Passcodes;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators do with orders, and what becomes of the deposits. */
class CardOrderDeskTest {

    private final OrderScene scene = new OrderScene();

    @Test
    void aCardOfTheStockIsSentWithThePinThatItsUserChose() {
        CardOrderView placed = granted(scene.place(simple()));
        OrderFile waiting = scene.beans().call(CardOrderDesk.class, CardOrderDesk::listOpen).stream()
                .filter(file -> file.id().equals(placed.id()))
                .findFirst()
                .orElseThrow();
        assertThat(waiting.userName()).isEqualTo(scene.user().userName());
        assertThat(waiting.hasPin()).isTrue();
        assertThat(waiting.otherAddress()).isFalse();
        Cards card = scene.inStock();

        OrderFile shipped = ((CardOutcome.Granted<OrderFile>) scene.ship(placed.id(), card)).value();

        assertThat(shipped.state()).isEqualTo(CardOrderState.SHIPPED);
        assertThat(shipped.hasPin()).as("it is the card's by now").isFalse();
        assertThat(scene.standing().order()).isEmpty();
        assertThat(scene.beans().call(CardOrderDesk.class, CardOrderDesk::listOpen))
                .extracting(OrderFile::id)
                .doesNotContain(placed.id());
        assertThat(scene.kinds()).containsExactly(ChargeKind.CARD_DEPOSIT_HELD);
        String challenge = ((CardOutcome.Granted<dev.countersign.factor.TypedFactor.Question>) scene.beans()
                        .call(OwnCards.class, cards -> cards.ask(scene.user(), card.serial(), Optional.empty())))
                .value()
                .text()
                .orElseThrow();
        CardOutcome<OwnCard> active = scene.beans()
                .call(
                        OwnCards.class,
                        cards -> cards.answer(scene.user(), card.serial(), card.respond("2580", challenge)));
        assertThat(((CardOutcome.Granted<OwnCard>) active).value().state()).isEqualTo(CardState.ACTIVE);
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId()))
                .containsSubsequence("CARD_ORDER REQUESTED", "CARD_SHIPPED OK", "CARD_ORDER SHIPPED");
    }

    @Test
    void anOrderIsShippedOrRefusedOnceAndFromTheStockAlone() {
        String id = granted(scene.place(simple())).id();
        Cards card = scene.inStock();
        assertThat(reasonOf(scene.ship("none", card))).isEqualTo(CardRefusal.Reason.UNKNOWN);

        scene.ship(id, card);

        assertThat(reasonOf(scene.ship(id))).isEqualTo(CardRefusal.Reason.ORDER_OVER);
        assertThat(reasonOf(refuse(id))).isEqualTo(CardRefusal.Reason.ORDER_OVER);
        assertThat(reason(scene.cancel(id))).isEqualTo(Reason.OVER);
        String next = granted(scene.place(simple())).id();
        assertThat(reasonOf(scene.ship(next, card))).as("it is somebody's").isEqualTo(CardRefusal.Reason.NOT_IN_STOCK);
        assertThat(scene.order(next).state()).isEqualTo(CardOrderState.REQUESTED);
    }

    @Test
    void aRefusedOrderReleasesTheDeposit() {
        Cards old = scene.sent();
        scene.end(old, CardEnd.DEFECTIVE);
        String id = granted(scene.place(replacing(old, CardEnd.DEFECTIVE))).id();

        refuse(id);

        assertThat(scene.order(id).state()).isEqualTo(CardOrderState.REFUSED);
        assertThat(scene.order(id).depositState()).isEqualTo(DepositState.RELEASED);
        assertThat(state(old)).isEqualTo(CardState.DEFECTIVE);
        assertThat(scene.standing().returns()).hasSize(1);
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId())).contains("CARD_ORDER REFUSED");
    }

    @Test
    void anotherAddressWaitsForADayAndReadingItIsRecorded() {
        scene.beans()
                .query(entities -> Numbers.add(
                        entities, scene.user().userId(), scene.beans().clock().instant()));
        String confirmation = Confirming.begin(scene.beans(), scene.user(), ConfirmationPurpose.FACTOR_CHANGE);
        Proof proof = new Proof(
                confirmation, Confirming.code(scene.beans(), ConfirmationPurpose.FACTOR_CHANGE, confirmation));
        OrderWish wish = new OrderWish(
                Optional.empty(), Optional.of(ELSEWHERE), Optional.of(new CardPin("2580")), Optional.empty());
        String id = granted(scene.place(scene.user(), wish, Optional.of(proof))).id();

        assertThat(reasonOf(scene.ship(id))).isEqualTo(CardRefusal.Reason.ORDER_WAITS);
        scene.beans().clock().pass(Duration.ofDays(1).minusMillis(1));
        assertThat(reasonOf(scene.ship(id))).isEqualTo(CardRefusal.Reason.ORDER_WAITS);
        assertThat(read(id).flatMap(Parcel::address)).contains(ELSEWHERE);
        scene.beans().clock().pass(Duration.ofMillis(1));
        assertThat(scene.ship(id)).isInstanceOf(CardOutcome.Granted.class);

        assertThat(read(id).orElseThrow().address())
                .as("nobody needs it any more")
                .isEmpty();
        assertThat(read("none")).isEmpty();
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId())).contains("CARD_ORDER ADDRESS_READ");
    }

    /** Whoever has the phone had its number, too, and confirmed the order by it. */
    @Test
    void noCardIsSentOnceThePhoneThatConfirmedItsAddressIsLost() {
        String id = elsewhere();
        losePhone();
        scene.beans().clock().pass(Duration.ofHours(25));

        assertThat(reasonOf(scene.ship(id))).isEqualTo(CardRefusal.Reason.ORDER_PHONE_LOST);

        assertThat(scene.order(id).state()).isEqualTo(CardOrderState.REQUESTED);
        assertThat(refuse(id)).as("the operator ends it").isInstanceOf(CardOutcome.Granted.class);
    }

    @Test
    void whoeverOrdersAfterTheLossIsSentTheCard() {
        losePhone();
        scene.beans().clock().pass(Duration.ofSeconds(1));
        Passcodes.issue(scene.beans(), scene.user().userName());
        String id = granted(scene.place(scene.byPasscode(), simple(), Optional.empty()))
                .id();

        assertThat(scene.ship(id)).isInstanceOf(CardOutcome.Granted.class);
    }

    @Test
    void anOrderWithoutPinAndAddressOutlivesALostPhone() {
        String id = granted(scene.place(plain())).id();
        losePhone();

        assertThat(scene.ship(id)).isInstanceOf(CardOutcome.Granted.class);
    }

    @Test
    void nothingIsSentToALockedUserOrAnAccountThatIsClosed() {
        String id = granted(scene.place(plain())).id();
        long user = scene.user().userId();

        Users.actFor(scene.beans(), user, new Account(Account.Kind.LIVE, Account.State.CLOSED));
        assertThat(reasonOf(scene.ship(id))).isEqualTo(CardRefusal.Reason.ORDER_ACCOUNT_STATE);
        Users.actFor(scene.beans(), user, new Account(Account.Kind.PAPER, Account.State.OPEN));
        assertThat(reasonOf(scene.ship(id))).isEqualTo(CardRefusal.Reason.ORDER_ACCOUNT_STATE);
        Users.actFor(scene.beans(), user, Account.OPEN);
        Users.lock(scene.beans(), user);
        assertThat(reasonOf(scene.ship(id))).isEqualTo(CardRefusal.Reason.ORDER_USER_LOCKED);
    }

    @Test
    void aCardThatTakesNoPinIsNotSentToWhoeverChoseOne() {
        String id = granted(scene.place(simple())).id();
        Cards without = Cards.inStock(scene.beans(), "OCRA-1:HOTP-SHA256-8:QN06", Optional.empty());
        Cards with = scene.inStock();

        assertThat(reasonOf(scene.ship(id, without))).isEqualTo(CardRefusal.Reason.ORDER_PIN);

        assertThat(scene.order(id).state()).isEqualTo(CardOrderState.REQUESTED);
        assertThat(scene.ship(id, with)).isInstanceOf(CardOutcome.Granted.class);
    }

    @Test
    void whereTheStockHasNoOtherItIsSentAllTheSame() {
        String id = granted(scene.place(simple())).id();
        scene.beans()
                .query(entities -> entities.createNativeQuery(
                                "update display_card set state = 'UNRELEASED' where state = 'IN_STOCK'")
                        .executeUpdate());
        Cards without = Cards.inStock(scene.beans(), "OCRA-1:HOTP-SHA256-8:QN06", Optional.empty());

        assertThat(scene.ship(id, without)).isInstanceOf(CardOutcome.Granted.class);
    }

    /** The serial that was typed is that of a card of somebody else, whose row another call holds. */
    @Test
    @Timeout(60)
    void whoeverHasTheCardIsLockedInTheOrderOfIds() throws Exception {
        SignedInUser first = scene.user();
        Cards theirs = scene.inStock();
        theirs.ship(first.userName());
        SignedInUser second = SignedIn.add(scene.beans());
        Users.hold(scene.beans(), second.userId(), OrderScene.RICH);
        String id = granted(scene.place(second, simple(), Optional.empty())).id();

        CardOutcome<OrderFile> outcome = Behind.of(
                scene.beans(),
                entities -> lock(entities, first),
                () -> scene.ship(id, theirs),
                entities -> lock(entities, second));

        assertThat(reasonOf(outcome)).isEqualTo(CardRefusal.Reason.NOT_IN_STOCK);
    }

    @Test
    void theAuditSaysWhichCardAndWhichBooking() {
        Cards card = scene.sent();
        ChargeView charge = scene.charges().get(0).view();
        scene.beans().call(ChargeDesk.class, desk -> desk.book(charge.id(), "bob"));
        scene.end(card, CardEnd.LOST);

        assertThat(AuditTrail.things(scene.beans(), scene.user().userId()))
                .containsSubsequence(
                        "CARD_SHIPPED " + card.id(), "CARD_CHARGE_BOOKED " + charge.id(), "CARD_ENDED " + card.id());
    }

    private static User lock(EntityManager entities, SignedInUser user) {
        return entities.find(User.class, user.userId(), LockModeType.PESSIMISTIC_WRITE);
    }

    private static OrderWish plain() {
        return new OrderWish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void losePhone() {
        scene.beans()
                .run(
                        Factors.class,
                        factors -> factors.losePhone(
                                scene.user().userId(), scene.beans().clock().instant()));
    }

    /** An order to another address, confirmed by a code to the user's number. */
    private String elsewhere() {
        scene.beans()
                .query(entities -> Numbers.add(
                        entities, scene.user().userId(), scene.beans().clock().instant()));
        String confirmation = Confirming.begin(scene.beans(), scene.user(), ConfirmationPurpose.FACTOR_CHANGE);
        Proof proof = new Proof(
                confirmation, Confirming.code(scene.beans(), ConfirmationPurpose.FACTOR_CHANGE, confirmation));
        return granted(scene.place(scene.user(), OrderScene.elsewhere(), Optional.of(proof)))
                .id();
    }

    @Test
    void anOrderThatWaitsCanBeRefused() {
        scene.beans()
                .query(entities -> Numbers.add(
                        entities, scene.user().userId(), scene.beans().clock().instant()));
        String confirmation = Confirming.begin(scene.beans(), scene.user(), ConfirmationPurpose.FACTOR_CHANGE);
        Proof proof = new Proof(
                confirmation, Confirming.code(scene.beans(), ConfirmationPurpose.FACTOR_CHANGE, confirmation));
        String id = granted(scene.place(scene.user(), OrderScene.elsewhere(), Optional.of(proof)))
                .id();

        assertThat(refuse(id)).isInstanceOf(CardOutcome.Granted.class);
    }

    @Test
    void whatComesBackIsReleasedAfterItsBooking() {
        Cards card = scene.sent();
        scene.end(card, CardEnd.LOST);
        Instant lost = scene.beans().clock().instant();
        assertThat(scene.standing().returns())
                .containsExactly(new OrderStanding.AwaitedReturn(
                        card.serial(), new dev.countersign.user.Money(20, "USD"), lost.plus(Duration.ofDays(30))));
        scene.beans().clock().pass(Duration.ofDays(30).minusMillis(1));
        scene.settle();
        assertThat(scene.kinds()).hasSize(1);

        scene.end(card, CardEnd.RETURNED);
        assertThat(state(card)).isEqualTo(CardState.RETURNED);
        assertThat(scene.standing().returns()).isEmpty();
        Instant due = BusinessDays.after(scene.beans().clock().instant(), 5);
        scene.beans()
                .clock()
                .pass(Duration.between(scene.beans().clock().instant(), due).minusMillis(1));
        scene.settle();
        assertThat(scene.kinds()).containsExactly(ChargeKind.CARD_DEPOSIT_HELD);
        scene.beans().clock().pass(Duration.ofMillis(1));
        scene.settle();
        scene.settle();

        assertThat(scene.kinds()).containsExactly(ChargeKind.CARD_DEPOSIT_HELD, ChargeKind.CARD_DEPOSIT_RELEASED);
        assertThat(scene.standing().returns()).isEmpty();
    }

    @Test
    void whatDoesNotComeBackIsChargedOnceAndClosedWhenBooked() {
        Cards card = scene.sent();
        scene.end(card, CardEnd.STOLEN);
        scene.beans().clock().pass(Duration.ofDays(30));
        scene.settle();
        scene.settle();

        assertThat(scene.kinds()).containsExactly(ChargeKind.CARD_DEPOSIT_HELD, ChargeKind.CARD_FEE_CHARGED);
        assertThat(state(card)).isEqualTo(CardState.CHARGED);
        scene.charges().forEach(charge -> book(charge.view().id()));
        assertThat(state(card)).isEqualTo(CardState.CLOSED);
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId()))
                .containsSubsequence("CARD_DEPOSIT_HELD OK", "CARD_ENDED STOLEN", "CARD_FEE_CHARGED OK");
    }

    @Test
    void anEmptyBatteryCostsNothing() {
        Cards card = scene.sent();
        scene.end(card, CardEnd.BATTERY);
        assertThat(state(card)).isEqualTo(CardState.DEFECTIVE);
        assertThat(scene.standing().returns()).isEmpty();
        scene.beans().clock().pass(Duration.ofDays(30));
        scene.settle();

        assertThat(scene.kinds()).containsExactly(ChargeKind.CARD_DEPOSIT_HELD, ChargeKind.CARD_DEPOSIT_RELEASED);
        scene.charges().forEach(charge -> book(charge.view().id()));
        assertThat(state(card)).isEqualTo(CardState.CLOSED);
    }

    @Test
    void aReplacementStartsTheTimeForTheReturnAnew() {
        Cards old = scene.sent();
        scene.end(old, CardEnd.LOST);
        scene.beans().clock().pass(Duration.ofDays(29));
        String id = granted(scene.place(replacing(old, CardEnd.LOST))).id();
        scene.beans().clock().pass(Duration.ofDays(29));
        scene.settle();
        assertThat(scene.kinds()).doesNotContain(ChargeKind.CARD_FEE_CHARGED);

        Cards next = scene.inStock();
        scene.ship(id, next);

        assertThat(state(old)).isEqualTo(CardState.RETURN_AWAITED);
        assertThat(scene.standing().returns())
                .extracting(OrderStanding.AwaitedReturn::dueAt)
                .containsExactly(scene.beans().clock().instant().plus(Duration.ofDays(30)));
        scene.beans().clock().pass(Duration.ofDays(30));
        scene.settle();
        assertThat(state(old)).isEqualTo(CardState.CHARGED);
        assertThat(state(next)).isEqualTo(CardState.SHIPPED);
        assertThat(scene.kinds())
                .containsExactlyInAnyOrder(
                        ChargeKind.CARD_DEPOSIT_HELD, ChargeKind.CARD_DEPOSIT_HELD, ChargeKind.CARD_FEE_CHARGED);
    }

    @Test
    void whoCancelsAReplacementHasNoMoreTimeForTheReturnThanBefore() {
        Cards old = scene.sent();
        scene.end(old, CardEnd.LOST);
        Instant ended = scene.beans().clock().instant();
        scene.beans().clock().pass(Duration.ofDays(29));

        granted(scene.cancel(granted(scene.place(replacing(old, CardEnd.LOST))).id()));

        assertThat(scene.standing().returns())
                .extracting(OrderStanding.AwaitedReturn::dueAt)
                .containsExactly(ended.plus(Duration.ofDays(30)));
        scene.beans().clock().pass(Duration.ofDays(1));
        scene.settle();
        assertThat(state(old)).isEqualTo(CardState.CHARGED);
    }

    @Test
    void whatCameBackWhileItsReplacementWasOrderedStaysBack() {
        Cards old = scene.sent();
        scene.end(old, CardEnd.LOST);
        String id = granted(scene.place(replacing(old, CardEnd.LOST))).id();
        scene.end(old, CardEnd.RETURNED);

        scene.ship(id);

        assertThat(state(old)).isEqualTo(CardState.RETURNED);
        Cards further = scene.sent();
        scene.end(further, CardEnd.LOST);
        String cancelled =
                granted(scene.place(replacing(further, CardEnd.LOST))).id();
        scene.end(further, CardEnd.RETURNED);
        granted(scene.cancel(cancelled));
        assertThat(state(further)).isEqualTo(CardState.RETURNED);
    }

    @Test
    void aCardWithoutADepositIsReplacedAndThatIsAll() {
        Cards given = scene.inStock();
        given.ship(scene.user().userName());
        scene.end(given, CardEnd.LOST);
        assertThat(scene.standing().returns()).isEmpty();
        String id = granted(scene.place(replacing(given, CardEnd.LOST))).id();
        scene.ship(id);

        assertThat(state(given)).isEqualTo(CardState.REPLACED);
    }

    @Test
    void anOperatorOrdersAReplacementForWhoeverCalls() {
        Cards card = scene.sent();
        assertThat(reason(replace(card.serial()))).as("it is in use").isEqualTo(Reason.NOT_REPLACEABLE);
        scene.end(card, CardEnd.DEFECTIVE);

        OrderFile placed = granted(replace(card.serial().toLowerCase(java.util.Locale.ROOT)));

        assertThat(placed.replaces()).contains(card.serial());
        assertThat(placed.hasPin()).isFalse();
        assertThat(placed.otherAddress()).isFalse();
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId())).contains("CARD_ORDER REQUESTED");
        assertThat(reason(replace(card.serial()))).isEqualTo(Reason.NOT_REPLACEABLE);
        assertThat(reason(scene.beans().call(CardOrderDesk.class, desk -> desk.replace("nobody", "x", "ann"))))
                .isEqualTo(Reason.UNKNOWN);
        Cards further = scene.inStock();
        further.ship(scene.user().userName());
        scene.end(further, CardEnd.LOST);
        assertThat(reason(replace(further.serial()))).isEqualTo(Reason.OPEN);
    }

    @Test
    void aBookingIsReadUntilItWasBookedAndBookingItTwiceChangesNothing() {
        granted(scene.place(simple()));
        String id = scene.charges().get(0).view().id();
        assertThat(unbooked(id)).isTrue();
        Instant now = scene.beans().clock().instant();

        assertThat(book(id).flatMap(ChargeView::bookedAt)).contains(now);
        scene.beans().clock().pass(Duration.ofDays(1));
        assertThat(book(id).flatMap(ChargeView::bookedAt)).contains(now);

        assertThat(unbooked(id)).isFalse();
        assertThat(book("none")).isEmpty();
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId())).containsOnlyOnce("CARD_CHARGE_BOOKED OK");
    }

    @Test
    void whatWasSettledOrClosedIsNotOnceMore() {
        String id = granted(scene.place(simple())).id();
        CardOrder order = scene.order(id);
        order.settle(DepositState.RELEASED);
        order.await(Optional.of(scene.beans().clock().instant()));

        assertThat(order.dueAt()).isEmpty();
        assertThat(order.isDue(scene.beans().clock().instant())).isFalse();
        assertThatThrownBy(() -> order.settle(DepositState.CHARGED)).isInstanceOf(IllegalStateException.class);
        order.end(CardOrderState.CANCELLED);
        assertThatThrownBy(() -> order.ship("card")).isInstanceOf(IllegalStateException.class);
    }

    private CardOutcome<OrderFile> refuse(String id) {
        return scene.beans().call(CardOrderDesk.class, desk -> desk.refuse(id, "ann"));
    }

    private CardOrderOutcome<OrderFile> replace(String serial) {
        return scene.beans()
                .call(CardOrderDesk.class, desk -> desk.replace(scene.user().userName(), serial, "ann"));
    }

    private Optional<Parcel> read(String id) {
        return scene.beans().call(CardOrderDesk.class, desk -> desk.read(id, "ann"));
    }

    private Optional<ChargeView> book(String id) {
        return scene.beans().call(ChargeDesk.class, desk -> desk.book(id, "back-office"));
    }

    private boolean unbooked(String id) {
        return scene.beans().call(ChargeDesk.class, ChargeDesk::listUnbooked).stream()
                .anyMatch(charge -> charge.id().equals(id));
    }

    private CardState state(Cards card) {
        return scene.beans()
                .call(CardLives.class, lives -> lives.get(card.id()))
                .state();
    }

    private static CardRefusal.Reason reasonOf(CardOutcome<?> outcome) {
        return ((CardOutcome.Refused<?>) outcome).refusal().reason();
    }
}
