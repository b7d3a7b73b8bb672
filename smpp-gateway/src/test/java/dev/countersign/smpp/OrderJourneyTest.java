package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderJourneyTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant DEAD = Instant.parse("2026-03-01T10:10:00Z");
    private static final SmsOrder ORDER = new SmsOrder(
            new UUID(0x1122334455667788L, 0x99aabbccddeeff00L), "+4915112345678", "Code 042042", CREATED, DEAD);
    private static final String A = Carrier.DEFAULT_NAME;
    private static final String B = "b";
    private static final Mark REPEATED = new Mark(true, false, Set.of(), Optional.empty());
    private static final int THROTTLED = 0x58;
    private static final int SYSTEM_ERROR = 0x08;
    private static final int BAD_SENDER = 0x0a;
    private static final int FILTERED = 0x401;
    private static final int BAD_NUMBER = 0x0b;

    @Test
    void endsSubmittedWithTheIdOfItsFirstPart() {
        OrderJourney journey = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, TextSize.inParts(2))
                .answered(SubmitAnswer.accepted("a2"), CommandStatus.ACCEPTED, TextSize.inParts(2));

        assertThat(journey.result(CREATED, "g", carrier -> Optional.empty()))
                .isEqualTo(new SmsResult(ORDER.messageKey(), SmsResult.State.SUBMITTED, "a1", 0, 2, CREATED, "g"));
    }

    @Test
    void goesOnAtThePartThatWasRefusedForNow() {
        OrderJourney paused = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, TextSize.inParts(2))
                .answered(SubmitAnswer.refused(THROTTLED), CommandStatus.SLOW_DOWN, TextSize.inParts(2));

        assertThat(paused.state()).isEqualTo(OrderJourney.State.PAUSED);
        assertThat(paused.pauses()).isEqualTo(1);
        assertThat(paused.resume().stay().partsTaken()).isEqualTo(1);
    }

    /** As while its one carrier has no bind. */
    @Test
    void pausesGrowAFewTimesWhileNobodyCanBeAsked() {
        OrderJourney journey = OrderJourney.begin(ORDER, A);
        List<Integer> pauses = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            OrderJourney paused = journey.leave().goOn(List.of(A));
            assertThat(paused.state()).isEqualTo(OrderJourney.State.PAUSED);
            pauses.add(paused.pauses());
            journey = paused.resume().goOn(List.of(A));
        }

        assertThat(pauses).containsExactly(1, 2, 3, 3, 3);
    }

    @Test
    void endsRefusedWithTheStatusOfTheAnswer() {
        OrderJourney journey = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.refused(BAD_NUMBER), CommandStatus.GIVE_UP, TextSize.inParts(1));

        SmsResult result = journey.result(CREATED, "g", carrier -> Optional.empty());
        assertThat(result.state()).isEqualTo(SmsResult.State.REFUSED);
        assertThat(result.commandStatus()).isEqualTo(BAD_NUMBER);
        assertThat(result.smscMessageId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T10:09:59.999Z", "2026-03-01T10:10:00Z"})
    void livesUntilExpiryAndNotAtIt(Instant now) {
        assertThat(OrderJourney.begin(ORDER, A).isExpired(now)).isEqualTo(now.equals(DEAD));
    }

    @Test
    void endsExpiredWhenNothingLeft() {
        OrderJourney journey = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.notSent(), CommandStatus.ACCEPTED, TextSize.inParts(1))
                .expire();

        assertThat(journey.result(DEAD, "g", carrier -> Optional.empty()).state())
                .isEqualTo(SmsResult.State.EXPIRED);
    }

    @Test
    void isRepeatedOnceAtMost() {
        OrderJourney waiting = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.unanswered(), CommandStatus.ACCEPTED, TextSize.inParts(1));
        assertThat(waiting.mayRepeat(CREATED)).isTrue();

        OrderJourney again =
                waiting.repeat().answered(SubmitAnswer.unanswered(), CommandStatus.ACCEPTED, TextSize.inParts(1));

        assertThat(again.mayRepeat(CREATED)).isFalse();
        assertThat(again.giveUp()
                        .result(CREATED, "g", carrier -> Optional.empty())
                        .state())
                .isEqualTo(SmsResult.State.UNCERTAIN);
    }

    @Test
    void isNotRepeatedOnceTheCodeIsDead() {
        assertThat(OrderJourney.found(ORDER, Mark.NONE).mayRepeat(DEAD)).isFalse();
    }

    @Test
    void isNotRepeatedAfterARestartThatFollowsTheRepeat() {
        assertThat(OrderJourney.found(ORDER, REPEATED).mayRepeat(CREATED)).isFalse();
    }

    @Test
    void aReceiptProvesThatItWasTaken() {
        OrderJourney journey = OrderJourney.found(ORDER, REPEATED).proven(A, "a9", TextSize.inParts(1));

        assertThat(journey.result(CREATED, "g", carrier -> Optional.empty()))
                .isEqualTo(new SmsResult(ORDER.messageKey(), SmsResult.State.SUBMITTED, "a9", 0, 1, CREATED, "g"));
    }

    @Test
    void neverClaimsThatNothingWasSentAfterAnUnansweredSubmit() {
        OrderJourney repeated = OrderJourney.found(ORDER, Mark.NONE).repeat().goOn(List.of(A));

        assertThat(repeated.answered(SubmitAnswer.refused(BAD_NUMBER), CommandStatus.GIVE_UP, TextSize.inParts(1))
                        .state())
                .isEqualTo(OrderJourney.State.UNCERTAIN);
        assertThat(repeated.answered(SubmitAnswer.refused(THROTTLED), CommandStatus.SLOW_DOWN, TextSize.inParts(1))
                        .expire()
                        .state())
                .isEqualTo(OrderJourney.State.UNCERTAIN);
    }

    @Test
    void keepsItsReferenceOverARestart() {
        assertThat(OrderJourney.begin(ORDER, A).reference())
                .isEqualTo(OrderJourney.found(ORDER, REPEATED).reference())
                .isBetween(0, 0xffff);
    }

    @Test
    void refusesStepsThatAreNotInThePicture() {
        OrderJourney ready = OrderJourney.begin(ORDER, A);

        assertThatThrownBy(ready::repeat).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ready::resume).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ready.proven(A, "x", TextSize.inParts(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ready.result(CREATED, "g", carrier -> Optional.empty()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ready.repeatAt(B)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ready.goOn(List.of(A))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ready::giveUp).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ready::failOver).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ready::tell).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatACarrierHasTakesNoFurtherStepOfOneThatItHasNot() {
        OrderJourney taken = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, TextSize.inParts(1));

        assertThatThrownBy(taken::expire).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(taken::leave).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> taken.proven(A, "a1", TextSize.inParts(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> taken.answered(SubmitAnswer.accepted("a2"), CommandStatus.ACCEPTED, TextSize.inParts(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheCoreKnowsIsNoted() {
        OrderJourney taken = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, TextSize.inParts(1));

        assertThat(taken.told()).isFalse();
        assertThat(taken.tell().told()).isTrue();
        assertThat(taken.tell().state()).isEqualTo(OrderJourney.State.SUBMITTED);
    }

    @Test
    void anUnansweredOneIsRepeatedAtAnotherCarrierOnceAndFromItsBeginning() {
        OrderJourney waiting = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.unanswered(), CommandStatus.ACCEPTED, TextSize.inParts(1));

        OrderJourney again = waiting.repeatAt(B);

        assertThat(again.carrier()).isEqualTo(B);
        assertThat(again.state()).isEqualTo(OrderJourney.State.READY);
        assertThat(again.repeated()).isTrue();
        assertThat(again.proven(A, "a1", TextSize.inParts(1)).carrier())
                .as("the first one has it after all")
                .isEqualTo(A);
    }

    @Test
    void theReferenceIsMadeOfTheWholeKey() {
        SmsOrder order = new SmsOrder(new UUID(0x0001002003004000L, 0), ORDER.to(), ORDER.text(), CREATED, DEAD);

        assertThat(OrderJourney.begin(order, A).reference()).isEqualTo(0x4321);
    }

    @Test
    void triesTwiceMoreHereAndThenElsewhere() {
        OrderJourney journey = OrderJourney.begin(ORDER, A);
        for (int retry = 0; retry < 2; retry++) {
            journey = journey.answered(SubmitAnswer.refused(SYSTEM_ERROR), CommandStatus.RETRY, TextSize.inParts(1));
            assertThat(journey.state()).isEqualTo(OrderJourney.State.PAUSED);
            journey = journey.resume();
            assertThat(journey.carrier()).isEqualTo(A);
        }

        OrderJourney leaving =
                journey.answered(SubmitAnswer.refused(SYSTEM_ERROR), CommandStatus.RETRY, TextSize.inParts(1));

        assertThat(leaving.goOn(List.of(A, B)).carrier()).isEqualTo(B);
    }

    @Test
    void beginsANewRoundAfterAPauseWhenAllHaveRefusedForNow() {
        OrderJourney paused = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.refused(0x04), CommandStatus.REBIND, TextSize.inParts(1))
                .goOn(List.of(A, B))
                .answered(SubmitAnswer.notSent(), CommandStatus.RETRY, TextSize.inParts(1))
                .goOn(List.of(A, B));

        assertThat(paused.state()).isEqualTo(OrderJourney.State.PAUSED);
        assertThat(paused.resume().goOn(List.of(A, B)).carrier()).isEqualTo(A);
    }

    @Test
    void startsFromTheFirstPartAtAnotherCarrier() {
        OrderJourney journey = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, TextSize.inParts(2))
                .answered(SubmitAnswer.refused(BAD_SENDER), CommandStatus.ELSEWHERE, TextSize.inParts(2))
                .goOn(List.of(A, B));

        assertThat(journey.carrier()).isEqualTo(B);
        assertThat(journey.stay().partsTaken()).isZero();
        assertThat(journey.stay().firstMessageId()).isNull();
    }

    /** What it took it will not have twice. */
    @ParameterizedTest
    @EnumSource(names = {"RETRY", "REBIND", "SLOW_DOWN"})
    void goesOnBehindThePartsThatItsCarrierHasInEachRound(CommandStatus asked) {
        OrderJourney journey = partly();

        for (int refusals = 0; refusals < 7; refusals++) {
            journey = journey.answered(SubmitAnswer.refused(SYSTEM_ERROR), asked, TextSize.inParts(2));
            journey = journey.state() == OrderJourney.State.LEAVING ? journey.goOn(List.of(A)) : journey;
            journey = journey.resume();
            assertThat(journey.state()).isEqualTo(OrderJourney.State.READY);
        }

        SmsResult result = journey.answered(SubmitAnswer.accepted("a2"), CommandStatus.ACCEPTED, TextSize.inParts(2))
                .result(CREATED, "g", carrier -> Optional.empty());
        assertThat(result.smscMessageId()).isEqualTo("a1");
        assertThat(result.parts()).isEqualTo(2);
    }

    @Test
    void aNewRoundBeginsWhereAPartIsUnlessThatCarrierWillNeverHaveTheRest() {
        OrderJourney passed = partly().answered(SubmitAnswer.refused(0x04), CommandStatus.REBIND, TextSize.inParts(2))
                .goOn(List.of(B, A))
                .answered(SubmitAnswer.accepted("b1"), CommandStatus.ACCEPTED, TextSize.inParts(2));

        OrderJourney again = passed.answered(SubmitAnswer.notSent(), CommandStatus.RETRY, TextSize.inParts(2))
                .goOn(List.of(A, B))
                .resume();
        assertThat(again.carrier()).isEqualTo(B);
        assertThat(again.stay().partsTaken()).isEqualTo(1);

        OrderJourney barred = passed.answered(
                        SubmitAnswer.refused(BAD_SENDER), CommandStatus.ELSEWHERE, TextSize.inParts(2))
                .goOn(List.of(A, B))
                .resume();
        assertThat(barred.state()).isEqualTo(OrderJourney.State.LEAVING);
        assertThat(barred.goOn(List.of(A, B)).carrier()).isEqualTo(A);
        assertThat(passed.answered(SubmitAnswer.notSent(), CommandStatus.RETRY, TextSize.inParts(2))
                        .goOn(List.of(A))
                        .resume()
                        .goOn(List.of(A))
                        .carrier())
                .as("without a route to b")
                .isEqualTo(A);
    }

    /** As message_payload: the message center cuts it, and bills what it has cut. */
    @Test
    void aTextThatGoesWholeCostsWhatItsShortMessagesDo() {
        TextSize whole = new TextSize(1, 3);

        SmsResult result = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, whole)
                .result(CREATED, "g", carrier -> Optional.of(routeOf(carrier, "0.5")));

        assertThat(result.parts()).isEqualTo(3);
        assertThat(result.way()).isEqualTo(new SmsResult.Way(A, "+49", new BigDecimal("1.5")));
    }

    @Test
    void allPartsThatWereTakenAreToldWithWhatTheyCost() {
        SmsResult result = partly().answered(
                        SubmitAnswer.refused(BAD_SENDER), CommandStatus.ELSEWHERE, TextSize.inParts(2))
                .goOn(List.of(A, B))
                .answered(SubmitAnswer.accepted("b1"), CommandStatus.ACCEPTED, TextSize.inParts(2))
                .answered(SubmitAnswer.accepted("b2"), CommandStatus.ACCEPTED, TextSize.inParts(2))
                .result(CREATED, "g", carrier -> Optional.of(routeOf(carrier, carrier.equals(A) ? "0.5" : "0.02")));

        assertThat(result.parts()).isEqualTo(3);
        assertThat(result.way()).isEqualTo(new SmsResult.Way(B, "+49", new BigDecimal("0.54")));
    }

    @Test
    void whatTheCoreWasToldOnceIsNotToldAgain() {
        OrderJourney onward = partly().answered(
                        SubmitAnswer.accepted("a2"), CommandStatus.ACCEPTED, TextSize.inParts(2))
                .failOver()
                .goOn(List.of(A, B))
                .answered(SubmitAnswer.accepted("b1"), CommandStatus.ACCEPTED, TextSize.inParts(1));

        assertThat(onward.result(CREATED, "g", carrier -> Optional.empty()).parts())
                .isEqualTo(1);
    }

    /** It takes nothing back, and what the first carrier said of it is told. */
    @Test
    void aPartThatASecondCarrierTookLeavesNothingOpenThatTheCoreWasTold() {
        OrderJourney second = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, TextSize.inParts(1))
                .failOver()
                .goOn(List.of(A, B))
                .answered(SubmitAnswer.accepted("b1"), CommandStatus.ACCEPTED, TextSize.inParts(2))
                .answered(SubmitAnswer.refused(SYSTEM_ERROR), CommandStatus.RETRY, TextSize.inParts(2));

        assertThat(second.expire().state()).isEqualTo(OrderJourney.State.EXPIRED);
    }

    /** A part of it is on its way: nobody may say that nothing was sent. */
    @Test
    void anOrderOfWhichAPartWasTakenEndsUncertain() {
        List<OrderJourney> ends = List.of(
                partly().expire(),
                partly().answered(SubmitAnswer.refused(BAD_NUMBER), CommandStatus.GIVE_UP, TextSize.inParts(2)),
                partly().answered(SubmitAnswer.refused(BAD_SENDER), CommandStatus.ELSEWHERE, TextSize.inParts(2))
                        .goOn(List.of(A)),
                partly().answered(SubmitAnswer.refused(BAD_SENDER), CommandStatus.ELSEWHERE, TextSize.inParts(2))
                        .goOn(List.of(A, B))
                        .expire());

        assertThat(ends).allSatisfy(end -> {
            SmsResult result = end.result(DEAD, "g", carrier -> Optional.empty());
            assertThat(result.state()).isEqualTo(SmsResult.State.UNCERTAIN);
            assertThat(result.parts()).isEqualTo(1);
            assertThat(result.refusal()).isNull();
        });
    }

    @Test
    void neverGoesBackToACarrierThatRefusedItForGoodAndSaysWhoIsAtFault() {
        OrderJourney refused = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.refused(BAD_SENDER), CommandStatus.ELSEWHERE, TextSize.inParts(1))
                .goOn(List.of(A));

        assertThat(refused.result(CREATED, "g", carrier -> Optional.empty()))
                .isEqualTo(new SmsResult(
                        ORDER.messageKey(),
                        SmsResult.State.REFUSED,
                        null,
                        BAD_SENDER,
                        0,
                        CREATED,
                        "g",
                        SmsResult.Refusal.CARRIER));
    }

    @Test
    void aBlockedNumberIsToldEvenWhenALaterCarrierIsAtFault() {
        OrderJourney refused = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.refused(FILTERED), CommandStatus.BLOCKED, TextSize.inParts(1))
                .goOn(List.of(A, B))
                .answered(SubmitAnswer.refused(BAD_SENDER), CommandStatus.ELSEWHERE, TextSize.inParts(1))
                .goOn(List.of(A, B));

        assertThat(refused.result(CREATED, "g", carrier -> Optional.empty()).refusal())
                .isEqualTo(SmsResult.Refusal.BLOCKED);
    }

    /** Also where a carrier has a code of its own for it. */
    @ParameterizedTest
    @ValueSource(ints = {BAD_NUMBER, 0x401})
    void aNumberThatDoesNotExistIsOfferedToNobodyElse(int status) {
        OrderJourney refused = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.refused(status), CommandStatus.GIVE_UP, TextSize.inParts(1));

        assertThat(refused.state()).isEqualTo(OrderJourney.State.REFUSED);
        assertThat(refused.result(CREATED, "g", carrier -> Optional.empty()).refusal())
                .isEqualTo(SmsResult.Refusal.NUMBER);
    }

    @Test
    void endsWithoutARouteWhenAllAreTakenAway() {
        OrderJourney refused = OrderJourney.begin(ORDER, A).leave().goOn(List.of());

        assertThat(refused.result(CREATED, "g", carrier -> Optional.empty()).refusal())
                .isEqualTo(SmsResult.Refusal.NO_ROUTE);
    }

    @Test
    void whatIsFailedOverNeverComesBackToTheCarrierThatHadIt() {
        OrderJourney onward = OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, TextSize.inParts(1))
                .failOver()
                .goOn(List.of(A, B));

        assertThat(onward.carrier()).isEqualTo(B);
        assertThat(onward.told()).isTrue();
        assertThat(onward.leave().goOn(List.of(A)).state()).isEqualTo(OrderJourney.State.REFUSED);
        assertThat(onward.answered(SubmitAnswer.accepted("b1"), CommandStatus.ACCEPTED, TextSize.inParts(1))
                        .result(CREATED, "g", carrier -> Optional.empty())
                        .smscMessageId())
                .isEqualTo("b/b1");
    }

    /** The first of two parts was taken. */
    private static OrderJourney partly() {
        return OrderJourney.begin(ORDER, A)
                .answered(SubmitAnswer.accepted("a1"), CommandStatus.ACCEPTED, TextSize.inParts(2));
    }

    private static Route routeOf(String carrier, String cost) {
        return new Route("+49", Optional.empty(), carrier, 0, new BigDecimal(cost), 1);
    }
}
