package dev.countersign.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.password.PasswordReset.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasswordResetTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ResetRules RULES = new ResetRules(Duration.ofMinutes(15), Duration.ofMinutes(10), 5);
    private static final ResetCode CODE = new ResetCode("7QK2-M0XD-51B0");
    private static final ResetCode OTHER = new ResetCode("7QK2-M0XD-51B1");

    private final Secrets secrets = new Secrets(new KeysInMemory());
    private final PasswordReset reset = new PasswordReset(1, CODE, secrets, RULES, NOW);

    @Test
    void theOperatorsCodeIsTakenOnce() {
        assertThat(check(CODE, NOW)).isEqualTo(Verdict.RIGHT);
        reset.claim("secret", RULES, NOW);

        assertThat(check(CODE, NOW)).isEqualTo(Verdict.OVER);
        assertThatThrownBy(() -> reset.claim("secret", RULES, NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theOperatorsCodeEndsWithItsTime() {
        Instant end = NOW.plus(RULES.codeLife());

        assertThat(check(CODE, end.minusNanos(1000))).isEqualTo(Verdict.RIGHT);
        assertThat(check(CODE, end)).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void fiveWrongCodesOfTheOperatorEndIt() {
        for (int i = 0; i < 5; i++) {
            assertThat(check(OTHER, NOW)).isEqualTo(Verdict.WRONG);
        }

        assertThat(check(CODE, NOW)).isEqualTo(Verdict.OVER);
        assertThat(reset.state()).isEqualTo(ResetState.FAILED);
    }

    @Test
    void theFactorIsAskedOnlyAfterTheOperatorsCode() {
        assertThat(reset.answer(PasswordResetTest::notAsked, NOW)).isEqualTo(Verdict.OVER);
    }

    @Test
    void theAnswerIsTakenOnce() {
        reset.claim("secret", RULES, NOW);

        assertThat(reset.answer(() -> CodeCheck.RIGHT, NOW)).isEqualTo(Verdict.RIGHT);

        assertThat(reset.answer(PasswordResetTest::notAsked, NOW)).isEqualTo(Verdict.OVER);
    }

    @Test
    void fiveWrongAnswersEndItWhateverWasWrongBefore() {
        check(OTHER, NOW);
        reset.claim("secret", RULES, NOW);
        for (int triesLeft = 4; triesLeft >= 0; triesLeft--) {
            assertThat(reset.answer(() -> CodeCheck.WRONG, NOW)).isEqualTo(Verdict.WRONG);
            assertThat(reset.triesLeft()).isEqualTo(triesLeft);
        }

        assertThat(reset.answer(PasswordResetTest::notAsked, NOW)).isEqualTo(Verdict.OVER);
    }

    @Test
    void theSecondStepHasATimeOfItsOwn() {
        Instant claimed = NOW.plus(RULES.codeLife()).minusSeconds(1);
        reset.claim("secret", RULES, claimed);

        assertThat(reset.expiresAt()).isEqualTo(claimed.plus(RULES.answerLife()));
        assertThat(reset.answer(PasswordResetTest::notAsked, claimed.plus(RULES.answerLife())))
                .isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void aSupersededResetOpensNothing() {
        reset.supersede();

        assertThat(check(CODE, NOW)).isEqualTo(Verdict.OVER);
        assertThat(reset.answer(PasswordResetTest::notAsked, NOW)).isEqualTo(Verdict.OVER);
    }

    private Verdict check(ResetCode code, Instant now) {
        return reset.check(code, secrets, now);
    }

    private static CodeCheck notAsked() {
        throw new AssertionError("the code was looked at");
    }
}
