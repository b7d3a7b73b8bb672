package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderJourneyTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant DEAD = Instant.parse("2026-03-01T10:10:00Z");
    private static final SmsOrder ORDER = new SmsOrder(
            new UUID(0x1122334455667788L, 0x99aabbccddeeff00L), "+4915112345678", "Code 042042", CREATED, DEAD);
    private static final int THROTTLED = 0x58;
    private static final int BAD_NUMBER = 0x0b;

    @Test
    void endsSubmittedWithTheIdOfItsFirstPart() {
        OrderJourney journey = OrderJourney.begin(ORDER)
                .answered(SubmitAnswer.accepted("a1"), 2)
                .answered(SubmitAnswer.accepted("a2"), 2);

        assertThat(journey.result(CREATED, "g"))
                .isEqualTo(new SmsResult(ORDER.messageKey(), SmsResult.State.SUBMITTED, "a1", 0, 2, CREATED, "g"));
    }

    @Test
    void goesOnAtThePartThatWasRefusedForNow() {
        OrderJourney paused = OrderJourney.begin(ORDER)
                .answered(SubmitAnswer.accepted("a1"), 2)
                .answered(SubmitAnswer.refused(THROTTLED), 2);

        assertThat(paused.state()).isEqualTo(OrderJourney.State.PAUSED);
        assertThat(paused.pauses()).isEqualTo(1);
        assertThat(paused.resume().partsTaken()).isEqualTo(1);
    }

    @Test
    void endsRefusedWithTheStatusOfTheAnswer() {
        OrderJourney journey = OrderJourney.begin(ORDER).answered(SubmitAnswer.refused(BAD_NUMBER), 1);

        SmsResult result = journey.result(CREATED, "g");
        assertThat(result.state()).isEqualTo(SmsResult.State.REFUSED);
        assertThat(result.commandStatus()).isEqualTo(BAD_NUMBER);
        assertThat(result.smscMessageId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T10:09:59.999Z", "2026-03-01T10:10:00Z"})
    void livesUntilExpiryAndNotAtIt(Instant now) {
        assertThat(OrderJourney.begin(ORDER).isExpired(now)).isEqualTo(now.equals(DEAD));
    }

    @Test
    void endsExpiredWhenNothingLeft() {
        OrderJourney journey =
                OrderJourney.begin(ORDER).answered(SubmitAnswer.notSent(), 1).expire();

        assertThat(journey.result(DEAD, "g").state()).isEqualTo(SmsResult.State.EXPIRED);
    }

    @Test
    void isRepeatedOnceAtMost() {
        OrderJourney waiting = OrderJourney.begin(ORDER).answered(SubmitAnswer.unanswered(), 1);
        assertThat(waiting.mayRepeat(CREATED)).isTrue();

        OrderJourney again = waiting.repeat().answered(SubmitAnswer.unanswered(), 1);

        assertThat(again.mayRepeat(CREATED)).isFalse();
        assertThat(again.giveUp().result(CREATED, "g").state()).isEqualTo(SmsResult.State.UNCERTAIN);
    }

    @Test
    void isNotRepeatedOnceTheCodeIsDead() {
        assertThat(OrderJourney.found(ORDER, false).mayRepeat(DEAD)).isFalse();
    }

    @Test
    void isNotRepeatedAfterARestartThatFollowsTheRepeat() {
        assertThat(OrderJourney.found(ORDER, true).mayRepeat(CREATED)).isFalse();
    }

    @Test
    void aReceiptProvesThatItWasTaken() {
        OrderJourney journey = OrderJourney.found(ORDER, true).proven("a9");

        assertThat(journey.result(CREATED, "g"))
                .isEqualTo(new SmsResult(ORDER.messageKey(), SmsResult.State.SUBMITTED, "a9", 0, 1, CREATED, "g"));
    }

    @Test
    void neverClaimsThatNothingWasSentAfterAnUnansweredSubmit() {
        OrderJourney repeated = OrderJourney.found(ORDER, false).repeat();

        assertThat(repeated.answered(SubmitAnswer.refused(BAD_NUMBER), 1).state())
                .isEqualTo(OrderJourney.State.UNCERTAIN);
        assertThat(repeated.answered(SubmitAnswer.refused(THROTTLED), 1)
                        .expire()
                        .state())
                .isEqualTo(OrderJourney.State.UNCERTAIN);
    }

    @Test
    void keepsItsReferenceOverARestart() {
        assertThat(OrderJourney.begin(ORDER).reference())
                .isEqualTo(OrderJourney.found(ORDER, true).reference())
                .isBetween(0, 0xffff);
    }

    @Test
    void refusesStepsThatAreNotInThePicture() {
        OrderJourney ready = OrderJourney.begin(ORDER);

        assertThatThrownBy(ready::repeat).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ready::resume).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ready.proven("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ready.result(CREATED, "g")).isInstanceOf(IllegalStateException.class);
    }
}
