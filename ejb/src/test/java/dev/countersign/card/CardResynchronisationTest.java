package dev.countersign.card;

import static dev.countersign.card.Cards.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two answers in a row find a card again, for a signed-in user. */
class CardResynchronisationTest {

    private static final String COUNTING = "OCRA-1:HOTP-SHA256-8:C-QN06";

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void aCardWhoseButtonWasPressedTooOftenIsFoundByTwoAnswersInARow() {
        Cards card = shipped(COUNTING);
        card.press(500);
        assertThat(reason(activate(card))).isEqualTo(Reason.WRONG);

        List<String> asked = ask(card);
        granted(answer(card, card.respond("", asked.get(0)), card.respond("", asked.get(1))));

        granted(activate(card));
        assertThat(AuditTrail.of(beans, user.userId())).contains("CARD_RESYNC OK");
    }

    @Test
    void theWindowEndsWhereItIsSaidToEnd() {
        Cards last = shipped(COUNTING);
        last.press(1000);
        Cards behind = shipped(COUNTING);
        behind.press(1001);

        List<String> asked = ask(last);
        granted(answer(last, last.respond("", asked.get(0)), last.respond("", asked.get(1))));
        List<String> other = ask(behind);
        assertThat(reason(answer(behind, behind.respond("", other.get(0)), behind.respond("", other.get(1)))))
                .isEqualTo(Reason.WRONG);
    }

    @Test
    void oneRightAnswerIsNotEnoughNorTwoThatAreNotInARow() {
        Cards card = shipped(COUNTING);
        card.press(500);
        List<String> asked = ask(card);
        String first = card.respond("", asked.get(0));
        card.press(1);
        String notNext = card.respond("", asked.get(1));

        assertThat(reason(answer(card, first, "00000000"))).isEqualTo(Reason.WRONG);
        assertThat(reason(answer(card, first, notNext))).isEqualTo(Reason.WRONG);
        assertThat(reason(answer(card, notNext, first))).isEqualTo(Reason.WRONG);
    }

    @Test
    void eachWrongPairIsCountedForTheUserAndForTheCard() {
        Cards card = shipped(COUNTING);
        for (int i = 0; i < 5; i++) {
            ask(card);
            assertThat(reason(answer(card, "00000000", "00000000"))).isEqualTo(Reason.WRONG);
        }
        assertThat(reason(answer(card, "00000000", "00000000"))).isEqualTo(Reason.BLOCKED);
        beans.clock().pass(Duration.ofMinutes(15));
        for (int i = 0; i < 5; i++) {
            ask(card);
            assertThat(reason(answer(card, "00000000", "00000000"))).isEqualTo(Reason.WRONG);
        }

        beans.clock().pass(Duration.ofMinutes(15));
        assertThat(reason(beans.call(CardResynchronisation.class, desk -> desk.ask(user, card.serial()))))
                .as("ten wrong answers close the user's lanes")
                .isEqualTo(Reason.LOCKED);
        assertThat(beans.<Lockout, Optional<Instant>>call(
                        Lockout.class, lockout -> lockout.lockedUntil(Lane.ofUser(user.userId(), "any device"))))
                .isPresent();
    }

    @Test
    void answersCountForFiveMinutesAndOnce() {
        Cards card = shipped(COUNTING);
        List<String> late = ask(card);
        beans.clock().pass(Duration.ofMinutes(5));
        assertThat(reason(answer(card, card.respond("", late.get(0)), card.respond("", late.get(1)))))
                .isEqualTo(Reason.EXPIRED);

        List<String> asked = ask(card);
        String first = card.respond("", asked.get(0));
        String second = card.respond("", asked.get(1));
        granted(answer(card, first, second));
        assertThat(reason(answer(card, first, second))).isEqualTo(Reason.WRONG);
    }

    @Test
    void aCardThatShowsCodesIsFoundByTwoOfThem() {
        Cards card = shipped("HOTP-SHA1-6");
        card.press(700);
        assertThat(reason(answer(card, card.show(), "000000"))).isEqualTo(Reason.WRONG);

        assertThat(ask(card)).isEmpty();
        granted(answer(card, card.show(), card.show()));

        ask(card);
        granted(beans.call(OwnCards.class, cards -> cards.answer(user, card.serial(), card.show())));
    }

    @Test
    void aClockThatRanAwayIsFoundByTwoCodesAndItsCodesOpenLoginsThen() {
        Cards card = shipped("TOTP-SHA1-6-30S");
        card.slow(Duration.ofMinutes(40));
        String first = card.show();
        assertThat(reason(beans.call(OwnCards.class, cards -> cards.answer(user, card.serial(), first))))
                .isEqualTo(Reason.WRONG);
        beans.clock().pass(Duration.ofSeconds(30));

        granted(answer(card, first, card.show()));

        beans.clock().pass(Duration.ofSeconds(30));
        granted(beans.call(OwnCards.class, cards -> cards.answer(user, card.serial(), card.show())));
    }

    @Test
    void aCardThatCannotRunAwayAndOneOfSomebodyElseAreRefused() {
        Cards still = shipped("OCRA-1:HOTP-SHA256-8:QN06");
        SignedInUser stranger = SignedIn.add(beans);

        assertThat(reason(beans.call(CardResynchronisation.class, desk -> desk.ask(user, still.serial()))))
                .isEqualTo(Reason.IN_STEP);
        assertThat(reason(beans.call(CardResynchronisation.class, desk -> desk.ask(stranger, still.serial()))))
                .isEqualTo(Reason.UNKNOWN);
    }

    /** A thief lets calls queue up behind the one that ends his session: he would close the user's lanes and rest his card by them. */
    @Test
    void aCallThatWaitedWhileItsSessionWasEndedIsNotLookedAt() {
        Cards card = shipped(COUNTING);
        List<String> asked = ask(card);
        SignedInUser other = SignedIn.again(beans, "SMS", user);
        beans.call(Sessions.class, sessions -> sessions.end(other, user.sessionId()));

        assertThat(reason(answer(card, "00000000", "00000000"))).isEqualTo(Reason.LOCKED);
        assertThat(reason(beans.call(CardResynchronisation.class, desk -> desk.ask(user, card.serial()))))
                .isEqualTo(Reason.LOCKED);

        assertThat(AuditTrail.of(beans, user.userId())).doesNotContain("CARD_RESYNC WRONG");
        granted(beans.call(
                CardResynchronisation.class,
                desk -> desk.answer(
                        other,
                        card.serial(),
                        new TwoCodes(card.respond("", asked.get(0)), card.respond("", asked.get(1))))));
    }

    private Cards shipped(String suite) {
        Cards card = Cards.inStock(beans, suite, Optional.empty());
        card.ship(user.userName());
        return card;
    }

    private CardOutcome<OwnCard> activate(Cards card) {
        String challenge = granted(
                        beans.call(OwnCards.class, cards -> cards.ask(user, card.serial(), Optional.empty())))
                .text()
                .orElseThrow();
        return beans.call(OwnCards.class, cards -> cards.answer(user, card.serial(), card.respond("", challenge)));
    }

    private List<String> ask(Cards card) {
        List<Question> asked = granted(beans.call(CardResynchronisation.class, desk -> desk.ask(user, card.serial())));
        return asked.stream().flatMap(question -> question.text().stream()).toList();
    }

    private CardOutcome<OwnCard> answer(Cards card, String first, String second) {
        return beans.call(
                CardResynchronisation.class, desk -> desk.answer(user, card.serial(), new TwoCodes(first, second)));
    }

    private static Reason reason(CardOutcome<?> outcome) {
        return ((CardOutcome.Refused<?>) outcome).refusal().reason();
    }
}
