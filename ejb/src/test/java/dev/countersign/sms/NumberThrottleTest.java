package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.sms.Turn.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberThrottleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final SmsRules RULES = new SmsRules(PAUSE, 5, 10);

    private final NumberThrottle throttle = new NumberThrottle("+447700900123", NOW);

    @Test
    void pausesAfterEachSms() {
        assertThat(throttle.take(NOW, RULES, RULES, Optional::empty)).isEqualTo(new Turn(Kind.TAKEN, NOW.plus(PAUSE)));

        assertThat(throttle.take(NOW.plus(PAUSE).minusNanos(1000), RULES, RULES, Optional::empty))
                .isEqualTo(new Turn(Kind.PAUSE, NOW.plus(PAUSE)));
        assertThat(throttle.take(NOW.plus(PAUSE), RULES, RULES, Optional::empty).kind())
                .isEqualTo(Kind.TAKEN);
    }

    /** Two users of one number may live by different rules. */
    @Test
    void whoAsksIsHeldByHisOwnPauseAndByThatOfWhoAskedBefore() {
        SmsRules hasty = new SmsRules(Duration.ofSeconds(1), 5, 10);
        throttle.take(NOW, hasty, hasty, Optional::empty);

        Turn early = throttle.take(NOW.plusSeconds(2), RULES, RULES, Optional::empty);
        assertThat(early.kind()).isEqualTo(Kind.PAUSE);
        assertThat(early.next()).isBetween(NOW.plus(PAUSE).minusMillis(1), NOW.plus(PAUSE));
        assertThat(throttle.take(NOW.plus(PAUSE), RULES, RULES, Optional::empty).kind())
                .isEqualTo(Kind.TAKEN);

        assertThat(throttle.take(NOW.plus(PAUSE).plusSeconds(2), hasty, hasty, Optional::empty)
                        .kind())
                .isNotEqualTo(Kind.TAKEN);
    }

    @Test
    void givesFiveWithinAnyHour() {
        takeTurns(5, PAUSE);

        Turn sixth = throttle.take(NOW.plus(PAUSE.multipliedBy(5)), RULES, RULES, Optional::empty);

        assertThat(sixth.kind()).isEqualTo(Kind.LIMIT);
        assertThat(Duration.between(NOW, sixth.next())).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(throttle.take(sixth.next(), RULES, RULES, Optional::empty).kind())
                .isEqualTo(Kind.TAKEN);
    }

    @Test
    void givesTenWithinAnyDay() {
        Duration halfAnHour = Duration.ofMinutes(30);
        takeTurns(10, halfAnHour);

        Turn eleventh = throttle.take(NOW.plus(halfAnHour.multipliedBy(10)), RULES, RULES, Optional::empty);

        assertThat(eleventh.kind()).isEqualTo(Kind.LIMIT);
        assertThat(Duration.between(NOW, eleventh.next())).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        assertThat(throttle.take(eleventh.next(), RULES, RULES, Optional::empty).kind())
                .isEqualTo(Kind.TAKEN);
    }

    /** Whoever types the number can ask for such codes, and would use up what its owner logs in with. */
    @Test
    void keepsTwoOfAnHourForWhoHasProvenToHoldIt() {
        SmsRules unproven = RULES.ofUnproven();
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.take(NOW.plus(PAUSE.multipliedBy(i)), RULES, unproven, Optional::empty)
                            .kind())
                    .isEqualTo(Kind.TAKEN);
        }
        Instant fourth = NOW.plus(PAUSE.multipliedBy(3));

        Turn refused = throttle.take(fourth, RULES, unproven, Optional::empty);

        assertThat(refused.kind()).isEqualTo(Kind.LIMIT);
        assertThat(Duration.between(NOW, refused.next())).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(throttle.findWait(fourth, unproven)).contains(refused);
        assertThat(throttle.take(fourth, RULES, RULES, Optional::empty).kind()).isEqualTo(Kind.TAKEN);
        assertThat(throttle.take(fourth.plus(PAUSE), RULES, RULES, Optional::empty)
                        .kind())
                .isEqualTo(Kind.TAKEN);
    }

    @Test
    void keepsFourOfADayForWhoHasProvenToHoldIt() {
        SmsRules unproven = RULES.ofUnproven();
        Duration anHour = Duration.ofHours(1);
        takeTurns(6, anHour);

        assertThat(throttle.take(NOW.plus(anHour.multipliedBy(6)), RULES, unproven, Optional::empty)
                        .kind())
                .isEqualTo(Kind.LIMIT);
        assertThat(throttle.take(NOW.plus(anHour.multipliedBy(6)), RULES, RULES, Optional::empty)
                        .kind())
                .isEqualTo(Kind.TAKEN);
    }

    /** The last one that fits says at once when the next one may come. */
    @Test
    void tellsWhoHasYetToProveItWhenHisNextTurnIs() {
        SmsRules unproven = RULES.ofUnproven();
        takeTurns(2, PAUSE);

        Turn third = throttle.take(NOW.plus(PAUSE.multipliedBy(2)), RULES, unproven, Optional::empty);

        assertThat(Duration.between(NOW, third.next())).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(throttle.nextSmsAt(NOW)).isEqualTo(NOW.plus(PAUSE.multipliedBy(3)));
    }

    @Test
    void aTurnThatCameToNothingCountsNoMore() {
        takeTurns(5, PAUSE);
        Instant later = NOW.plus(PAUSE.multipliedBy(5));
        assertThat(throttle.findWait(later, RULES)).isPresent();

        throttle.giveBack(NOW.plus(PAUSE), later, RULES);

        assertThat(throttle.findWait(later, RULES)).isEmpty();
        throttle.giveBack(NOW.plus(PAUSE), later, RULES);
        assertThat(throttle.take(later, RULES, RULES, Optional::empty).kind()).isEqualTo(Kind.TAKEN);
        assertThat(throttle.findWait(later.plus(PAUSE), RULES))
                .as("each turn comes back once")
                .isPresent();
    }

    /** What is under way after it still has its pause. */
    @Test
    void aTurnThatComesBackEndsNoOthersPause() {
        takeTurns(2, PAUSE);
        Instant second = NOW.plus(PAUSE);

        throttle.giveBack(NOW, second, RULES);

        assertThat(throttle.findWait(second, RULES).map(Turn::kind)).contains(Kind.PAUSE);
        throttle.giveBack(second, second, RULES);
        assertThat(throttle.findWait(second, RULES)).isEmpty();
    }

    @Test
    void aClockThatJumpedAheadAndBackKeepsTheNumberSilentNoLonger() {
        Instant jumped = NOW.plus(Duration.ofDays(400));
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.take(jumped.plus(PAUSE.multipliedBy(i)), RULES, RULES, Optional::empty)
                            .kind())
                    .isEqualTo(Kind.TAKEN);
        }

        assertThat(throttle.nextSmsAt(NOW)).isEqualTo(NOW);
        assertThat(throttle.findWait(NOW, RULES)).isEmpty();
        assertThat(throttle.take(NOW, RULES, RULES, Optional::empty)).isEqualTo(new Turn(Kind.TAKEN, NOW.plus(PAUSE)));
        assertThat(throttle.findWait(NOW.plus(PAUSE).minusMillis(1), RULES).map(Turn::kind))
                .as("from then on as ever")
                .contains(Kind.PAUSE);
        for (int i = 1; i < 5; i++) {
            assertThat(throttle.take(NOW.plus(PAUSE.multipliedBy(i)), RULES, RULES, Optional::empty)
                            .kind())
                    .isEqualTo(Kind.TAKEN);
        }
        assertThat(throttle.findWait(NOW.plus(PAUSE.multipliedBy(5)), RULES).map(Turn::kind))
                .contains(Kind.LIMIT);
    }

    @Test
    void aTurnThatANodeTookWhoseClockIsMinutesAheadCounts() {
        throttle.take(NOW.plus(Duration.ofMinutes(4)), RULES, RULES, Optional::empty);

        assertThat(throttle.findWait(NOW, RULES))
                .contains(new Turn(Kind.PAUSE, NOW.plus(Duration.ofMinutes(4)).plus(PAUSE)));
    }

    private void takeTurns(int turns, Duration apart) {
        for (int i = 0; i < turns; i++) {
            assertThat(throttle.take(NOW.plus(apart.multipliedBy(i)), RULES, RULES, Optional::empty)
                            .kind())
                    .isEqualTo(Kind.TAKEN);
        }
    }
}
