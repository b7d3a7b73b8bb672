package dev.countersign.cardorder;

import static dev.countersign.cardorder.OrderScene.ELSEWHERE;
import static dev.countersign.cardorder.OrderScene.elsewhere;
import static dev.countersign.cardorder.OrderScene.granted;
import static dev.countersign.cardorder.OrderScene.reason;
import static dev.countersign.cardorder.OrderScene.replacing;
import static dev.countersign.cardorder.OrderScene.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardEnd;
import dev.countersign.card.CardLives;
import dev.countersign.card.CardPin;
import dev.countersign.card.CardState;
import dev.countersign.card.Cards;
import dev.countersign.cardorder.CardOrderOutcome.ByFactors;
import dev.countersign.cardorder.CardOrderRefusal.Reason;
import dev.countersign.cardorder.OrderStanding.Replaceable;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.crypto.Secrets;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorRefusal;
import dev.countersign.passcode.Passcodes;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.AccountHolder;
import dev.countersign.user.Money;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What users order. */
class OwnOrdersTest {

    private static final Instant THURSDAY = Instant.parse("2026-01-01T00:00:00Z");

    private final OrderScene scene = new OrderScene();

    @Test
    void whatCostsNothingIsForTheHelpDeskToSay() {
        for (CardEnd why : List.of(CardEnd.BATTERY, CardEnd.RETURNED)) {
            assertThatThrownBy(() -> new OrderWish.Replaced("AC-1", why))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("LOST, STOLEN or DEFECTIVE");
        }
    }

    @Test
    void anOrderHoldsTheDepositOnceAndTellsTheUser() {
        CardOrderView placed = granted(scene.place(simple()));

        assertThat(placed.state()).isEqualTo(CardOrderState.REQUESTED);
        assertThat(placed.requestedAt()).isEqualTo(THURSDAY);
        assertThat(placed.shipsBy()).as("three business days").isEqualTo(Instant.parse("2026-01-06T00:00:00Z"));
        assertThat(placed.otherAddress()).isFalse();
        assertThat(placed.account()).isEqualTo("U1");
        assertThat(placed.deposit()).isEqualTo(new Money(20, "USD"));
        assertThat(scene.standing().order()).contains(placed);
        assertThat(scene.charges()).hasSize(1);
        ChargeView charge = scene.charges().get(0).view();
        assertThat(charge.kind()).isEqualTo(ChargeKind.CARD_DEPOSIT_HELD);
        assertThat(charge.amount()).isEqualTo(new Money(20, "USD"));
        assertThat(charge.account()).isEqualTo("U1");
        assertThat(charge.reference()).isEqualTo(placed.reference());
        assertThat(charge.at()).isEqualTo(THURSDAY);
        assertThat(charge.bookedAt()).isEmpty();
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId()))
                .containsExactly("CARD_DEPOSIT_HELD OK", "CARD_ORDER REQUESTED");
        assertThat(scene.beans().fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(scene.user().userId(), Kind.CARD_ORDERED));
    }

    @Test
    void oneOrderIsOpenAtATime() {
        CardOrderView first = granted(scene.place(simple()));
        assertThat(reason(scene.place(simple()))).isEqualTo(Reason.OPEN);

        assertThat(granted(scene.cancel(first.id())).state()).isEqualTo(CardOrderState.CANCELLED);

        granted(scene.place(simple()));
        assertThat(scene.kinds())
                .containsExactlyInAnyOrder(
                        ChargeKind.CARD_DEPOSIT_HELD, ChargeKind.CARD_DEPOSIT_RELEASED, ChargeKind.CARD_DEPOSIT_HELD);
    }

    /** Each of them is a row, two bookings and four entries of the audit. */
    @Test
    void whoHasNothingToProveOrdersAndCancelsNotWithoutEnd() {
        for (int i = 0; i < 30; i++) {
            granted(scene.cancel(granted(scene.place(simple())).id()));
        }

        CardOrderOutcome<CardOrderView> refused = scene.place(simple());

        FactorOutcome<CardOrderView> outcome = ((ByFactors<CardOrderView>) refused).outcome();
        assertThat(((FactorOutcome.Unconfirmed<CardOrderView>) outcome)
                        .refusal()
                        .reason())
                .isEqualTo(ConfirmationRefusal.Reason.CHALLENGE_LIMIT);
    }

    @Test
    void onlyItsUserCancelsAnOrderAndOnce() {
        String id = granted(scene.place(simple())).id();
        SignedInUser other = SignedIn.add(scene.beans());

        assertThat(reason(scene.beans().call(OwnOrders.class, orders -> orders.cancel(other, id))))
                .isEqualTo(Reason.UNKNOWN);
        assertThat(reason(scene.cancel("none"))).isEqualTo(Reason.UNKNOWN);
        granted(scene.cancel(id));
        assertThat(reason(scene.cancel(id))).isEqualTo(Reason.OVER);
        assertThat(scene.standing().order()).isEmpty();
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId()))
                .containsSubsequence("CARD_ORDER UNKNOWN", "CARD_ORDER CANCELLED", "CARD_ORDER OVER");
    }

    @Test
    void whoMayNotIsToldWhy() {
        assertThat(scene.standing().obstacle()).isEmpty();
        assertThat(scene.standing().accounts()).containsExactly("U1", "U2");
        assertThat(scene.standing().deposit()).isEqualTo(new Money(20, "USD"));

        hold(new AccountHolder(Optional.empty(), Optional.of(new Money(999_999, "USD")), List.of("U1")));
        assertThat(reason(scene.place(simple()))).isEqualTo(Reason.EQUITY);
        assertThat(scene.standing().obstacle()).contains(Reason.EQUITY);
        assertThat(scene.standing().replacementObstacle()).isEmpty();

        hold(new AccountHolder(Optional.empty(), OrderScene.RICH.equity(), List.of()));
        assertThat(reason(scene.place(simple()))).isEqualTo(Reason.NO_ACCOUNT);

        hold(OrderScene.RICH);
        assertThat(reason(scene.place(
                        new OrderWish(Optional.of("U9"), Optional.empty(), Optional.empty(), Optional.empty()))))
                .as("not an account of his")
                .isEqualTo(Reason.NO_ACCOUNT);

        Users.actFor(scene.beans(), scene.user().userId(), new Account(Account.Kind.PAPER, Account.State.OPEN));
        assertThat(reason(scene.place(simple()))).isEqualTo(Reason.ACCOUNT_STATE);
        assertThat(scene.charges()).isEmpty();
    }

    @Test
    void withoutADepositNothingIsBookedAndNoAccountIsNeeded() {
        scene.beans().set("countersign.card-order.deposit", "0").set("countersign.card-order.least-equity", "0");
        hold(AccountHolder.UNKNOWN);

        CardOrderView placed = granted(scene.place(simple()));
        assertThat(placed.account()).isEmpty();
        assertThat(placed.deposit().amount()).isZero();
        granted(scene.cancel(placed.id()));

        assertThat(scene.charges()).isEmpty();
    }

    @Test
    void anotherAccountThanHisIsRefusedAlsoWithoutADeposit() {
        scene.beans().set("countersign.card-order.deposit", "0");

        assertThat(reason(scene.place(
                        new OrderWish(Optional.of("U9"), Optional.empty(), Optional.empty(), Optional.empty()))))
                .isEqualTo(Reason.NO_ACCOUNT);
    }

    @Test
    void addressAndPinAreSealedAndGoneOnceTheOrderIsOver() {
        addNumber();
        OrderWish wish = new OrderWish(
                Optional.of("U2"), Optional.of(ELSEWHERE), Optional.of(new CardPin("2580")), Optional.empty());
        CardOrderView placed = granted(scene.place(scene.user(), wish, Optional.of(proof())));

        assertThat(placed.otherAddress()).isTrue();
        assertThat(placed.account()).isEqualTo("U2");
        assertThat(placed.shipsBy())
                .as("a day and three business days")
                .isEqualTo(BusinessDays.after(placed.requestedAt().plus(Duration.ofDays(1)), 3));
        assertThat(sealed(placed.id())).hasSize(2).doesNotContainNull().noneMatch(text -> text.contains("Ann"));
        scene.beans().run(Secrets.class, secrets -> {
            assertThat(scene.order(placed.id()).address(secrets)).contains(ELSEWHERE);
            assertThat(scene.order(placed.id()).pin(secrets)).contains(new CardPin("2580"));
        });

        granted(scene.cancel(placed.id()));
        assertThat(sealed(placed.id())).containsOnlyNulls();
    }

    @Test
    void whoHasAFactorProvesIt() {
        addNumber();

        assertThat(factorReason(scene.place(simple()))).isEqualTo(FactorRefusal.Reason.CONFIRMATION_REQUIRED);
        String id = Confirming.begin(scene.beans(), scene.user(), ConfirmationPurpose.FACTOR_CHANGE);
        String wrong = Confirming.wrongCode(scene.beans(), ConfirmationPurpose.FACTOR_CHANGE, id);
        assertThat(((ByFactors<CardOrderView>) scene.place(scene.user(), simple(), Optional.of(new Proof(id, wrong))))
                        .outcome())
                .isInstanceOf(FactorOutcome.Unconfirmed.class);
        assertThat(scene.charges()).isEmpty();

        granted(scene.place(scene.user(), simple(), Optional.of(proof())));
    }

    @Test
    void withoutAFactorACardGoesToNoOtherAddress() {
        assertThat(factorReason(scene.place(elsewhere()))).isEqualTo(FactorRefusal.Reason.NO_FACTOR);
        granted(scene.place(simple()));
    }

    @Test
    void aPasscodeOrdersACardToTheKnownAddressAlone() {
        addNumber();
        assertThat(factorReason(scene.place(scene.byPasscode(), simple(), Optional.empty())))
                .as("the passcode is over")
                .isEqualTo(FactorRefusal.Reason.CONFIRMATION_REQUIRED);
        Passcodes.issue(scene.beans(), scene.user().userName());

        CardOrderOutcome<CardOrderView> other = scene.place(scene.byPasscode(), elsewhere(), Optional.empty());
        assertThat(((FactorOutcome.Unconfirmed<CardOrderView>) ((ByFactors<CardOrderView>) other).outcome())
                        .refusal()
                        .reason())
                .isEqualTo(ConfirmationRefusal.Reason.TEMPORARY_ACCESS);
        assertThat(factorReason(scene.place(simple())))
                .as("in another session")
                .isEqualTo(FactorRefusal.Reason.CONFIRMATION_REQUIRED);

        granted(scene.place(scene.byPasscode(), simple(), Optional.empty()));
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId())).contains("CARD_ORDER TEMPORARY_ACCESS");
    }

    @Test
    void aCardThatIsLostIsReplacedWhateverStandsOnTheAccount() {
        Cards card = scene.sent();
        scene.end(card, CardEnd.LOST);
        hold(new AccountHolder(Optional.empty(), Optional.empty(), List.of("U1")));
        assertThat(scene.standing().replaceable()).containsExactly(new Replaceable(card.serial(), false));

        CardOrderView placed = granted(scene.place(replacing(card, CardEnd.LOST)));

        assertThat(placed.replaces()).contains(card.serial());
        assertThat(state(card)).isEqualTo(CardState.REPLACED);
        assertThat(scene.standing().returns())
                .as("decided when the other one was sent")
                .isEmpty();
        granted(scene.cancel(placed.id()));
        assertThat(state(card)).isEqualTo(CardState.LOST);
        assertThat(scene.standing().returns()).hasSize(1);
        assertThat(reason(scene.place(simple()))).as("a further card").isEqualTo(Reason.EQUITY);
    }

    @Test
    void aCardThatIsHeldEndsByTheOrderUnlessItIsTheLastWayIn() {
        Cards card = active();
        addNumber();
        String alone = card.serial();
        assertThat(scene.standing().replaceable()).containsExactly(new Replaceable(alone, true));
        SignedInUser other = scene.beans()
                .query(entities -> SignedIn.add(
                        entities,
                        entities.find(
                                dev.countersign.user.User.class, scene.user().userId()),
                        scene.beans().clock().instant()));
        Passcodes.issue(scene.beans(), scene.user().userName());

        CardOrderView placed =
                granted(scene.place(scene.byPasscode(), replacing(card, CardEnd.STOLEN), Optional.empty()));

        assertThat(placed.replaces()).contains(alone);
        assertThat(state(card)).isEqualTo(CardState.REPLACED);
        assertThat(SignedIn.isEnded(scene.beans(), other))
                .as("a finder's, perhaps")
                .isTrue();
        assertThat(scene.beans().fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .endsWith(Kind.FACTORS_CHANGED, Kind.CARD_ORDERED);
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId())).contains("CARD_ENDED STOLEN");
    }

    @Test
    void aDefectEndsNoOtherSessions() {
        Cards card = active();
        addNumber();
        SignedInUser other = scene.beans()
                .query(entities -> SignedIn.add(
                        entities,
                        entities.find(
                                dev.countersign.user.User.class, scene.user().userId()),
                        scene.beans().clock().instant()));
        Passcodes.issue(scene.beans(), scene.user().userName());

        granted(scene.place(scene.byPasscode(), replacing(card, CardEnd.DEFECTIVE), Optional.empty()));

        assertThat(SignedIn.isEnded(scene.beans(), other)).isFalse();
    }

    @Test
    void theLastWayInStays() {
        Cards card = active();

        assertThat(factorReason(scene.place(replacing(card, CardEnd.DEFECTIVE))))
                .isEqualTo(FactorRefusal.Reason.LAST_FACTOR);
        assertThat(state(card)).isEqualTo(CardState.ACTIVE);
        assertThat(scene.charges()).hasSize(1);
    }

    @Test
    void nobodyReplacesACardOfAnotherOrOneTwice() {
        Cards card = scene.sent();
        scene.end(card, CardEnd.LOST);
        OrderScene other = new OrderScene();
        assertThat(reason(other.place(replacing(card, CardEnd.LOST)))).isEqualTo(Reason.NOT_REPLACEABLE);

        CardOrderView first = granted(scene.place(replacing(card, CardEnd.LOST)));
        scene.ship(first.id());

        assertThat(reason(scene.place(replacing(card, CardEnd.LOST)))).isEqualTo(Reason.NOT_REPLACEABLE);
    }

    /** A card that was ordered, sent and activated. */
    private Cards active() {
        Cards card = scene.sent();
        scene.beans().run(CardLives.class, lives -> lives.become(card.id(), CardState.ACTIVE));
        return card;
    }

    private void addNumber() {
        scene.beans()
                .query(entities -> Numbers.add(
                        entities, scene.user().userId(), scene.beans().clock().instant()));
    }

    private Proof proof() {
        String id = Confirming.begin(scene.beans(), scene.user(), ConfirmationPurpose.FACTOR_CHANGE);
        return new Proof(id, Confirming.code(scene.beans(), ConfirmationPurpose.FACTOR_CHANGE, id));
    }

    private CardState state(Cards card) {
        return scene.beans()
                .call(CardLives.class, lives -> lives.get(card.id()))
                .state();
    }

    private void hold(AccountHolder holder) {
        Users.hold(scene.beans(), scene.user().userId(), holder);
    }

    private List<String> sealed(String id) {
        return scene.beans()
                .query(entities -> entities.createQuery(
                                "select o.addressSealed, o.pinSealed from CardOrder o where o.id = :id", Object[].class)
                        .setParameter("id", id)
                        .getResultStream()
                        .flatMap(row -> java.util.Arrays.stream(row).map(column -> (String) column))
                        .toList());
    }

    private static FactorRefusal.Reason factorReason(CardOrderOutcome<?> outcome) {
        return ((FactorOutcome.Refused<?>) ((ByFactors<?>) outcome).outcome())
                .refusal()
                .reason();
    }
}
