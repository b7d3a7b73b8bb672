package dev.countersign.card;

import static dev.countersign.card.Cards.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.confirmation.ProvenFactor;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.passcode.Passcodes;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the stock to the first answer, and the end. */
class OwnCardsTest {

    private static final String PIN_SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";
    private static final String SUITE = "OCRA-1:HOTP-SHA256-8:C-QN06";

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void aCardOfTheStockGoesToAUserWhoActivatesItByTheAnswerToAChallenge() {
        Cards card = Cards.inStock(beans, SUITE, Optional.empty());
        card.ship(user.userName());
        assertThat(list().state()).isEqualTo(CardState.SHIPPED);
        assertThat(list().askedFrom()).contains(beans.clock().instant().plus(Duration.ofDays(14)));
        assertThat(usable()).isFalse();

        Question asked = granted(ask(card, Optional.empty()));
        assertThat(asked.text().orElseThrow()).matches("[1-9][0-9]{5}");
        assertThat(reason(answer(card, "00000000"))).isEqualTo(Reason.WRONG);
        OwnCard active = granted(answer(card, card.respond("", asked.text().orElseThrow())));

        assertThat(active.state()).isEqualTo(CardState.ACTIVE);
        assertThat(usable()).isTrue();
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("CARD_SHIPPED OK", "CARD WRONG", "CARD ACTIVE");
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.CARD_SENT, SecurityEvent.Kind.FACTORS_CHANGED);
    }

    @Test
    void itIsAskedAndConfirmsSoOftenAnHourAlone() {
        beans.set("countersign.card.challenges-per-hour", "1");
        Cards card = Cards.inStock(beans, SUITE, Optional.empty());
        card.ship(user.userName());
        String challenge = granted(ask(card, Optional.empty())).text().orElseThrow();
        beans.clock().pass(Duration.ofMinutes(1));

        CardRefusal blocked = refusal(ask(card, Optional.empty()));
        assertThat(blocked.reason()).isEqualTo(Reason.BLOCKED);
        assertThat(blocked.retryAfter()).contains(Duration.ofMinutes(59));
        assertThat(refusal(beans.call(CardResynchronisation.class, desk -> desk.ask(user, card.serial())))
                        .reason())
                .isEqualTo(Reason.BLOCKED);
        granted(answer(card, card.respond("", challenge)));
        ConfirmationOutcome<ConfirmationView> confirmation = beans.call(
                Confirmations.class, all -> all.begin(user, ConfirmationPurpose.PASSWORD_CHANGE, Optional.empty()));
        ConfirmationRefusal limit = ((ConfirmationOutcome.Refused<ConfirmationView>) confirmation).refusal();
        assertThat(limit.reason()).isEqualTo(ConfirmationRefusal.Reason.CHALLENGE_LIMIT);
        assertThat(limit.retryAfter()).contains(Duration.ofMinutes(59));
    }

    @Test
    void thePinIsTheOneThatWasTypedForTheFirstAnswer() {
        Cards card = Cards.inStock(beans, PIN_SUITE, Optional.empty());
        card.ship(user.userName());

        assertThat(reason(ask(card, Optional.empty()))).isEqualTo(Reason.PIN_MISSING);
        String challenge =
                granted(ask(card, Optional.of(new CardPin("2580")))).text().orElseThrow();
        assertThat(reason(answer(card, card.respond("2581", challenge)))).isEqualTo(Reason.WRONG);
        granted(answer(card, card.respond("2580", challenge)));

        assertThat(usable()).isTrue();
        assertThat(reason(ask(card, Optional.of(new CardPin("1111")))))
                .as("logged in by another factor")
                .isEqualTo(Reason.OTHER_LOGIN);
    }

    /** Also of two own cards: whoever stole one does not have the other. */
    @Test
    void aPinIsChangedByWhoeverLoggedInWithThatVeryCard() {
        Cards card = Cards.active(beans, user.userName(), PIN_SUITE, Optional.of("2580"));
        Cards other = Cards.active(beans, user.userName(), PIN_SUITE, Optional.of("2580"));
        Optional<CardPin> pin = Optional.of(new CardPin("1111"));

        assertThat(reason(ask(openedBy(other), card, pin))).isEqualTo(Reason.OTHER_LOGIN);
        String challenge = granted(ask(openedBy(card), card, pin)).text().orElseThrow();
        granted(beans.call(
                OwnCards.class, cards -> cards.answer(openedBy(card), card.serial(), card.respond("1111", challenge))));
        assertThat(beans.fired(SecurityEvent.class))
                .last()
                .isEqualTo(SecurityEvent.of(user.userId(), SecurityEvent.Kind.CARD_PIN_CHANGED));
    }

    private SignedInUser openedBy(Cards card) {
        return SignedIn.openedBy(new FactorRef(FactorKind.DISPLAY_CARD, card.id()), user);
    }

    private CardOutcome<Question> ask(SignedInUser caller, Cards card, Optional<CardPin> pin) {
        return beans.call(OwnCards.class, cards -> cards.ask(caller, card.serial(), pin));
    }

    @Test
    void aPinThatIsKnownNeedsNotBeChosenAndOneThatWasGivenUpIsForgotten() {
        Cards card = Cards.inStock(beans, PIN_SUITE, Optional.of("4711"));
        card.ship(user.userName());
        assertThat(list().hasPin()).isTrue();
        granted(ask(card, Optional.of(new CardPin("2580"))));

        String challenge = granted(ask(card, Optional.empty())).text().orElseThrow();

        assertThat(reason(answer(card, card.respond("2580", challenge)))).isEqualTo(Reason.WRONG);
        granted(answer(card, card.respond("4711", challenge)));
    }

    @Test
    void aCardIsAskedForFourteenDaysAfterItWasShippedUnlessItsPinIsUnknown() {
        Cards known = Cards.inStock(beans, PIN_SUITE, Optional.of("4711"));
        known.ship(user.userName());
        SignedInUser other = SignedIn.add(beans);
        Cards.inStock(beans, PIN_SUITE, Optional.empty()).ship(other.userName());

        beans.clock().pass(Duration.ofDays(14));
        assertThat(usable()).isFalse();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(usable()).isTrue();
        assertThat(isUsable(other)).isFalse();
    }

    @Test
    void fiveWrongAnswersInARowBlockTheCardForAQuarterOfAnHour() {
        Cards card = Cards.inStock(beans, SUITE, Optional.empty());
        card.ship(user.userName());
        String challenge = granted(ask(card, Optional.empty())).text().orElseThrow();
        for (int i = 0; i < 5; i++) {
            assertThat(reason(answer(card, "00000000"))).isEqualTo(Reason.WRONG);
        }

        assertThat(reason(answer(card, card.respond("", challenge)))).isEqualTo(Reason.BLOCKED);
        assertThat(reason(ask(card, Optional.empty()))).isEqualTo(Reason.BLOCKED);
        beans.clock().pass(Duration.ofMinutes(15));
        String later = granted(ask(card, Optional.empty())).text().orElseThrow();
        granted(answer(card, card.respond("", later)));
    }

    @Test
    void aConfirmationByABlockedCardIsNotLookedAtAndCostsNothing() {
        beans.set("countersign.card.block-time", "PT4M");
        Cards card = Cards.active(beans, user.userName());
        ConfirmationView asked = begin();
        String right = card.respond("4711", asked.question().challenge().orElseThrow());
        for (int i = 0; i < 5; i++) {
            assertThat(beans.<CardFactor, CodeCheck>call(
                            CardFactor.class, factor -> factor.check(card.id(), "another login", "00000000")))
                    .isEqualTo(CodeCheck.WRONG);
        }

        for (int i = 0; i < 11; i++) {
            ConfirmationRefusal blocked = ((ConfirmationOutcome.Refused<?>) consume(asked, right)).refusal();
            assertThat(blocked.reason()).isEqualTo(ConfirmationRefusal.Reason.CHALLENGE_LIMIT);
            assertThat(blocked.retryAfter()).contains(Duration.ofMinutes(4));
            assertThat(blocked.triesLeft()).isEmpty();
        }

        beans.clock().pass(Duration.ofMinutes(4));
        assertThat(consume(asked, right)).isInstanceOf(ConfirmationOutcome.Granted.class);
        assertThat(((ConfirmationOutcome.Refused<?>) consume(asked, right))
                        .refusal()
                        .reason())
                .as("what is over says so")
                .isEqualTo(ConfirmationRefusal.Reason.OVER);
    }

    /** Also for a card that needs no question, or whose question was asked in a session that may. */
    @Test
    void noAnswerActivatesACardInASessionThatProvesNothing() {
        Cards.active(beans, user.userName());
        Cards card = Cards.inStock(beans, SUITE, Optional.empty());
        card.ship(user.userName());
        String challenge = granted(ask(card, Optional.empty())).text().orElseThrow();
        SignedInUser byPassword = SignedIn.openedBy("PASSWORD", user);

        assertThat(reason(beans.call(
                        OwnCards.class, cards -> cards.answer(byPassword, card.serial(), card.respond("", challenge)))))
                .isEqualTo(Reason.OTHER_LOGIN);
        granted(answer(card, card.respond("", challenge)));
    }

    /** He would choose the PIN, too. */
    @Test
    void aSpokenPasscodeActivatesNoCard() {
        Cards card = Cards.inStock(beans, PIN_SUITE, Optional.empty());
        card.ship(user.userName());
        Passcodes.issue(beans, user.userName());
        SignedInUser byPasscode = SignedIn.openedBy("TEMPORARY_PASSCODE", user);
        Optional<CardPin> pin = Optional.of(new CardPin("2580"));

        assertThat(reason(beans.call(OwnCards.class, cards -> cards.ask(byPasscode, card.serial(), pin))))
                .isEqualTo(Reason.OTHER_LOGIN);
        String challenge = granted(ask(card, pin)).text().orElseThrow();
        assertThat(reason(beans.call(
                        OwnCards.class,
                        cards -> cards.answer(byPasscode, card.serial(), card.respond("2580", challenge)))))
                .isEqualTo(Reason.OTHER_LOGIN);
    }

    /** He can order one, and would be shut out behind the last code. It counts as an SMS at first. */
    @Test
    void whoHasNothingButCodesForNeedActivatesACardAfterALoginByOne() {
        beans.call(
                Factors.class,
                factors -> factors.losePhone(user.userId(), beans.clock().instant()));
        Cards card = Cards.inStock(beans, SUITE, Optional.empty());
        card.ship(user.userName());
        SignedInUser byCode = SignedIn.openedBy("RECOVERY_CODE", user);

        assertThat(reason(beans.call(
                        OwnCards.class,
                        cards -> cards.ask(SignedIn.openedBy("PASSWORD", user), card.serial(), Optional.empty()))))
                .isEqualTo(Reason.OTHER_LOGIN);
        String challenge = granted(
                        beans.call(OwnCards.class, cards -> cards.ask(byCode, card.serial(), Optional.empty())))
                .text()
                .orElseThrow();
        granted(beans.call(OwnCards.class, cards -> cards.answer(byCode, card.serial(), card.respond("", challenge))));

        assertThat(beans.call(Factors.class, factors -> factors.listUsable(user.userId())).stream()
                        .map(OwnedFactor::weakUntil))
                .containsExactly(Optional.of(beans.clock().instant().plus(Duration.ofHours(24))));
    }

    @Test
    void wrongAnswersCountWithThoseOfTheSession() {
        for (int i = 0; i < 2; i++) {
            Cards card = Cards.inStock(beans, SUITE, Optional.empty());
            card.ship(user.userName());
            granted(ask(card, Optional.empty()));
            for (int wrong = 0; wrong < 5; wrong++) {
                assertThat(reason(answer(card, "00000000"))).isEqualTo(Reason.WRONG);
            }
        }
        Cards third = Cards.inStock(beans, SUITE, Optional.empty());
        third.ship(user.userName());

        assertThat(reason(answer(third, "00000000"))).isEqualTo(Reason.LOCKED);
    }

    @Test
    void anAnswerCountsForFiveMinutesAndForTheNewestChallenge() {
        Cards card = Cards.inStock(beans, SUITE, Optional.empty());
        card.ship(user.userName());
        String first = granted(ask(card, Optional.empty())).text().orElseThrow();
        String second = granted(ask(card, Optional.empty())).text().orElseThrow();

        assertThat(reason(answer(card, card.respond("", first)))).isEqualTo(Reason.WRONG);
        beans.clock().pass(Duration.ofMinutes(5));
        assertThat(reason(answer(card, card.respond("", second)))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void onlyCardsOfTheStockAreGivenAwayAndOnceAlone() {
        Cards card = Cards.inStock(beans, SUITE, Optional.empty());
        card.ship(user.userName());
        SignedInUser other = SignedIn.add(beans);

        assertThat(reason(beans.call(CardShipping.class, desk -> desk.ship(other.userName(), card.printed(), "ann"))))
                .isEqualTo(Reason.NOT_IN_STOCK);
        assertThat(reason(beans.call(CardShipping.class, desk -> desk.ship("nobody", card.printed(), "ann"))))
                .isEqualTo(Reason.UNKNOWN);
        assertThat(reason(beans.call(OwnCards.class, cards -> cards.ask(other, card.serial(), Optional.empty()))))
                .isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aLostCardIsNobodysAnyMore() {
        Cards card = Cards.active(beans, user.userName());
        String id = card.id();
        assertThat(usable()).isTrue();

        granted(beans.call(CardShipping.class, desk -> desk.end(card.printed(), CardEnd.LOST, "ann")));

        assertThat(usable()).isFalse();
        assertThat(beans.fired(FactorEnded.class))
                .extracting(ended -> ended.factor().id())
                .containsExactly(id);
        assertThat(reason(beans.call(CardShipping.class, desk -> desk.end(card.printed(), CardEnd.LOST, "ann"))))
                .isEqualTo(Reason.UNKNOWN);
        assertThat(reason(beans.call(CardShipping.class, desk -> desk.ship(user.userName(), card.printed(), "ann"))))
                .isEqualTo(Reason.NOT_IN_STOCK);
    }

    private ConfirmationView begin() {
        ConfirmationOutcome<ConfirmationView> begun = beans.call(
                Confirmations.class, all -> all.begin(user, ConfirmationPurpose.PASSWORD_CHANGE, Optional.empty()));
        return ((ConfirmationOutcome.Granted<ConfirmationView>) begun).value();
    }

    private ConfirmationOutcome<ProvenFactor> consume(ConfirmationView asked, String typed) {
        return beans.call(
                Confirmations.class,
                all -> all.consume(user, ConfirmationPurpose.PASSWORD_CHANGE, new Proof(asked.id(), typed)));
    }

    private OwnCard list() {
        return beans.call(OwnCards.class, cards -> cards.list(user)).get(0);
    }

    private boolean usable() {
        return isUsable(user);
    }

    private boolean isUsable(SignedInUser holder) {
        return beans.call(Factors.class, factors -> factors.listUsable(holder.userId())).stream()
                .anyMatch(factor -> factor.kind() == FactorKind.DISPLAY_CARD);
    }

    private CardOutcome<Question> ask(Cards card, Optional<CardPin> pin) {
        return beans.call(OwnCards.class, cards -> cards.ask(user, card.serial(), pin));
    }

    private CardOutcome<OwnCard> answer(Cards card, String typed) {
        return beans.call(OwnCards.class, cards -> cards.answer(user, card.serial(), typed));
    }

    private static CardRefusal refusal(CardOutcome<?> outcome) {
        return ((CardOutcome.Refused<?>) outcome).refusal();
    }

    private static Reason reason(CardOutcome<?> outcome) {
        return refusal(outcome).reason();
    }
}
