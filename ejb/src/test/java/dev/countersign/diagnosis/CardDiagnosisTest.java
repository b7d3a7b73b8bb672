package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.card.AnswerReading;
import dev.countersign.card.CardTrouble;
import dev.countersign.card.CardTrouble.Answered;
import dev.countersign.card.CardTrouble.KnownCard;
import dev.countersign.card.CardTrouble.Motion;
import dev.countersign.card.CardTrouble.Standing;
import dev.countersign.diagnosis.Rules.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The rules of refused answers of a card, in their order. */
class CardDiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration RECENT = Duration.ofMinutes(15);

    private Standing standing = Standing.USABLE;
    private boolean takesPin = true;
    private Motion motion = Motion.NONE;
    private Optional<Answered> last = Optional.empty();
    private Optional<KnownCard> other = Optional.empty();
    private int wrongChallenges;
    private Optional<Instant> challengeEnd = Optional.of(NOW.plusSeconds(1));
    private Optional<Instant> blockedUntil = Optional.empty();
    private final Map<CardDoubt, Boolean> answers = new EnumMap<>(CardDoubt.class);

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, K_EXPIRED",
        "FORMAT, K_FORMAT",
        "OLD_CHALLENGE, K_OLD_CHALLENGE",
        "OUT_OF_STEP, K_OUT_OF_STEP",
        "OTHER_CARD, K_OTHER_CARD",
    })
    void theLastAnswerSaysWhatWasWrong(AnswerReading reading, CardVerdict verdict) {
        other = reading == AnswerReading.OTHER_CARD ? Optional.of(card("2", Standing.USABLE)) : Optional.empty();
        last = answered(reading, RECENT.minusMillis(1));

        assertThat(judge()).isEqualTo(ending(verdict));

        last = answered(reading, RECENT);
        assertThat(judge()).as("given too long ago").isEqualTo(asking(CardVerdict.K_NOTHING_FOUND, CardDoubt.PIN));
    }

    @ParameterizedTest
    @CsvSource({"SENT, K_NOT_ACTIVE", "ENDED, K_RETIRED"})
    void anAnswerOfAnotherCardIsJudgedByThatOne(Standing of, CardVerdict verdict) {
        other = Optional.of(card("2", of));
        last = answered(AnswerReading.OTHER_CARD, Duration.ZERO);

        assertThat(judge()).isEqualTo(ending(verdict));

        last = answered(AnswerReading.OTHER_CARD, RECENT);
        assertThat(judge().verdict()).isEqualTo(CardVerdict.K_NOTHING_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"SENT, K_NOT_ACTIVE", "ENDED, K_RETIRED"})
    void aCardThatOpensNoLoginsIsTold(Standing of, CardVerdict verdict) {
        standing = of;

        assertThat(judge()).isEqualTo(ending(verdict));
    }

    @Test
    void aChallengeIsTooOldAtItsEnd() {
        challengeEnd = Optional.of(NOW);
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_EXPIRED));
        challengeEnd = Optional.of(NOW.plusMillis(1));
        assertThat(judge().verdict()).isEqualTo(CardVerdict.K_NOTHING_FOUND);
    }

    @Test
    void whatIsNotLookedAtHidesEverythingElseUntilItIsAgain() {
        standing = Standing.ENDED;
        challengeEnd = Optional.of(NOW);
        blockedUntil = Optional.of(NOW.plusMillis(1));
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_BLOCKED));
        blockedUntil = Optional.of(NOW);
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_EXPIRED));
    }

    @Test
    void thePinIsLikelyAfterTwoChallengesInARowAndTheUserIsAsked() {
        wrongChallenges = 1;
        assertThat(judge()).isEqualTo(asking(CardVerdict.K_NOTHING_FOUND, CardDoubt.PIN));
        wrongChallenges = 2;
        assertThat(judge()).isEqualTo(asking(CardVerdict.K_PIN_LIKELY, CardDoubt.PIN));
        answers.put(CardDoubt.PIN, false);
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_PIN_FORGOTTEN));
    }

    @Test
    void whoKnowsThePinIsAskedForTheDisplayAndThenTheButtons() {
        wrongChallenges = 2;
        answers.put(CardDoubt.PIN, true);
        assertThat(judge()).isEqualTo(asking(CardVerdict.K_PIN_LIKELY, CardDoubt.DISPLAY));
        answers.put(CardDoubt.DISPLAY, false);
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_DEFECT));
        answers.put(CardDoubt.DISPLAY, true);
        assertThat(judge()).isEqualTo(asking(CardVerdict.K_PIN_LIKELY, CardDoubt.PRESSED));
        answers.put(CardDoubt.PRESSED, false);
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_BUTTONS));
        answers.put(CardDoubt.PRESSED, true);
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_ESCALATE));
    }

    @Test
    void aCardWithoutPinIsNotSuspectedOfAWrongOneAndMayHaveRunAway() {
        takesPin = false;
        wrongChallenges = 2;
        assertThat(judge()).isEqualTo(asking(CardVerdict.K_NOTHING_FOUND, CardDoubt.DISPLAY));
        answers.putAll(Map.of(CardDoubt.DISPLAY, true, CardDoubt.PRESSED, true));
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_ESCALATE));
        motion = Motion.FINDABLE;
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_OUT_OF_STEP));
        wrongChallenges = 0;
        assertThat(judge()).isEqualTo(ending(CardVerdict.K_ESCALATE));
    }

    /** Each fault stands before those that were there before it. */
    @Test
    void theRulesStandInTheirOrder() {
        wrongChallenges = 2;
        List<Runnable> faults = List.of(
                () -> last = answered(AnswerReading.OUT_OF_STEP, Duration.ZERO),
                () -> standing = Standing.ENDED,
                () -> standing = Standing.SENT,
                () -> last = answered(AnswerReading.OLD_CHALLENGE, Duration.ZERO),
                () -> last = answered(AnswerReading.FORMAT, Duration.ZERO),
                () -> challengeEnd = Optional.of(NOW),
                () -> blockedUntil = Optional.of(NOW.plusSeconds(1)));

        List<CardVerdict> told = faults.stream()
                .map(fault -> {
                    fault.run();
                    return judge().verdict();
                })
                .toList();

        assertThat(told)
                .containsExactly(
                        CardVerdict.K_OUT_OF_STEP,
                        CardVerdict.K_RETIRED,
                        CardVerdict.K_NOT_ACTIVE,
                        CardVerdict.K_OLD_CHALLENGE,
                        CardVerdict.K_FORMAT,
                        CardVerdict.K_EXPIRED,
                        CardVerdict.K_BLOCKED);
    }

    @ParameterizedTest
    @EnumSource(
            value = AnswerReading.class,
            mode = Mode.INCLUDE,
            names = {"RIGHT", "WRONG"})
    void anAnswerThatSaysNothingLeadsToTheQuestions(AnswerReading reading) {
        last = answered(reading, Duration.ZERO);

        assertThat(judge()).isEqualTo(asking(CardVerdict.K_NOTHING_FOUND, CardDoubt.PIN));
    }

    private Finding<CardVerdict, CardDoubt> judge() {
        CardTrouble trouble =
                new CardTrouble(card("1", standing), last, other, wrongChallenges, challengeEnd, blockedUntil);
        return CardDiagnosis.of(new CardSignals(trouble, RECENT, NOW, answers));
    }

    private KnownCard card(String serial, Standing of) {
        return new KnownCard(serial, of, 8, takesPin, true, motion, Optional.of(NOW), Duration.ofDays(14));
    }

    private static Optional<Answered> answered(AnswerReading reading, Duration ago) {
        return Optional.of(new Answered(reading, NOW.minus(ago)));
    }

    private static Finding<CardVerdict, CardDoubt> ending(CardVerdict verdict) {
        return new Finding<>(verdict, Optional.empty());
    }

    private static Finding<CardVerdict, CardDoubt> asking(CardVerdict verdict, CardDoubt question) {
        return new Finding<>(verdict, Optional.of(question));
    }
}
