package dev.countersign.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.login.LoginAttempt.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginAttemptTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Instant END = START.plus(LIFE);
    private static final LoginRules RULES = new LoginRules(LIFE, 5);

    private final LoginAttempt attempt = new LoginAttempt(
            1,
            "secret",
            Optional.of(new FactorRef(FactorKind.SMS, "number")),
            new Client(ClientKind.PORTAL, "1", "en", "", "192.0.2.1"),
            RULES,
            START);

    @Test
    void needsNoAnswerWhereThePasswordIsEnough() {
        LoginAttempt byPassword = new LoginAttempt(
                1, "secret", Optional.empty(), new Client(ClientKind.PORTAL, "1", "en", "", ""), RULES, START);

        assertThat(byPassword.answer(LoginAttemptTest::neverAsked, START)).isEqualTo(Verdict.ATTEMPT_OVER);
        assertThat(byPassword.complete(START)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aSupersededAttemptComparesNoCodeAndGivesNoToken() {
        attempt.supersede();

        assertThat(attempt.stateAt(START)).isEqualTo(AttemptState.SUPERSEDED);
        assertThat(attempt.answer(LoginAttemptTest::neverAsked, START)).isEqualTo(Verdict.ATTEMPT_OVER);
        assertThat(attempt.complete(START)).isEqualTo(Verdict.ATTEMPT_OVER);
    }

    @Test
    void acceptsARightAnswerOnce() {
        assertThat(attempt.answer(() -> CodeCheck.RIGHT, START)).isEqualTo(Verdict.ACCEPTED);
        assertThat(attempt.stateAt(START)).isEqualTo(AttemptState.AUTHENTICATED);

        assertThat(attempt.answer(() -> CodeCheck.RIGHT, START)).isEqualTo(Verdict.ATTEMPT_OVER);
    }

    @Test
    void failsAfterFiveWrongAnswersAndEvaluatesNoSixth() {
        for (int triesLeft = 4; triesLeft >= 0; triesLeft--) {
            assertThat(attempt.answer(() -> CodeCheck.WRONG, START)).isEqualTo(Verdict.WRONG);
            assertThat(attempt.triesLeft()).isEqualTo(triesLeft);
        }
        assertThat(attempt.stateAt(START)).isEqualTo(AttemptState.FAILED);

        assertThat(attempt.answer(LoginAttemptTest::neverAsked, START)).isEqualTo(Verdict.ATTEMPT_OVER);
    }

    @Test
    void countsNoTryForACodeThatWasRightTooLate() {
        assertThat(attempt.answer(() -> CodeCheck.EXPIRED, START)).isEqualTo(Verdict.CODE_EXPIRED);
        assertThat(attempt.triesLeft()).isEqualTo(5);
        assertThat(attempt.stateAt(START)).isEqualTo(AttemptState.FACTOR_PENDING);
    }

    @Test
    void acceptsTheCodeJustBeforeTheEnd() {
        assertThat(attempt.answer(() -> CodeCheck.RIGHT, END.minusNanos(1000))).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void rejectsTheCodeAtTheEndUnevaluated() {
        assertThat(attempt.answer(LoginAttemptTest::neverAsked, END)).isEqualTo(Verdict.ATTEMPT_EXPIRED);
        assertThat(attempt.answer(LoginAttemptTest::neverAsked, END)).isEqualTo(Verdict.ATTEMPT_EXPIRED);
        assertThat(attempt.stateAt(END)).isEqualTo(AttemptState.EXPIRED);
    }

    @Test
    void showsExpiryBeforeAnythingWroteItDown() {
        assertThat(attempt.stateAt(END)).isEqualTo(AttemptState.EXPIRED);
        assertThat(attempt.stateAt(END.minusNanos(1000))).isEqualTo(AttemptState.FACTOR_PENDING);
    }

    @Test
    void writesDownAnExpiryThatIsThereAndNoOther() {
        attempt.expire(END.minusNanos(1000));
        assertThat(attempt.stateAt(START)).isEqualTo(AttemptState.FACTOR_PENDING);

        attempt.expire(END);
        assertThat(attempt.stateAt(START)).isEqualTo(AttemptState.EXPIRED);
    }

    @Test
    void issuesOneToken() {
        assertThat(attempt.complete(START)).isEqualTo(Verdict.ATTEMPT_OVER);
        attempt.answer(() -> CodeCheck.RIGHT, START);

        assertThat(attempt.complete(START)).isEqualTo(Verdict.ACCEPTED);
        assertThat(attempt.complete(START)).isEqualTo(Verdict.ATTEMPT_OVER);
        assertThat(attempt.stateAt(END)).isEqualTo(AttemptState.TOKEN_ISSUED);
    }

    @Test
    void issuesNoTokenAfterTheEnd() {
        attempt.answer(() -> CodeCheck.RIGHT, START);

        assertThat(attempt.complete(END)).isEqualTo(Verdict.ATTEMPT_EXPIRED);
    }

    @Test
    void isGivenUpBeforeItsEndAndAlsoAfterTheRightAnswer() {
        LoginAttempt answered = new LoginAttempt(
                1, "secret", Optional.empty(), new Client(ClientKind.PORTAL, "1", "en", "", ""), RULES, START);

        assertThat(attempt.cancel(END.minusNanos(1000))).isEqualTo(Verdict.ACCEPTED);
        assertThat(answered.cancel(START)).isEqualTo(Verdict.ACCEPTED);

        for (LoginAttempt over : new LoginAttempt[] {attempt, answered}) {
            assertThat(over.stateAt(END)).isEqualTo(AttemptState.CANCELLED);
            assertThat(over.answer(LoginAttemptTest::neverAsked, START)).isEqualTo(Verdict.ATTEMPT_OVER);
            assertThat(over.complete(START)).isEqualTo(Verdict.ATTEMPT_OVER);
            assertThat(over.cancel(START)).isEqualTo(Verdict.ATTEMPT_OVER);
        }
    }

    @Test
    void isNotGivenUpAfterItsEnd() {
        assertThat(attempt.cancel(END)).isEqualTo(Verdict.ATTEMPT_OVER);
        assertThat(attempt.stateAt(END)).isEqualTo(AttemptState.EXPIRED);
    }

    private static CodeCheck neverAsked() {
        throw new AssertionError("a closed attempt compares no code");
    }
}
