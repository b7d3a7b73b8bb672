package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.sms.MobileNumber.Verdict;
import dev.countersign.time.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MobileNumberTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final int TRIES = 5;
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final Secrets secrets = new Secrets(new KeysInMemory());
    private final MobileNumber number = new MobileNumber(7, new E164Number("+4915112345678"), NOW);

    @Test
    void isVerifiedByTheRightCode() {
        number.codeSent(code(), TRIES);

        assertThat(number.answer(() -> CodeCheck.RIGHT, NOW.plusSeconds(30))).isEqualTo(Verdict.VERIFIED);

        assertThat(number.isVerified()).isTrue();
        assertThat(number.verifiedAt()).contains(NOW.plusSeconds(30));
    }

    @Test
    void evaluatesAsManyAnswersAsThereAreTries() {
        number.codeSent(code(), TRIES);
        for (int left = TRIES - 1; left >= 0; left--) {
            assertThat(number.answer(() -> CodeCheck.WRONG, NOW)).isEqualTo(Verdict.WRONG);
            assertThat(number.triesLeft()).isEqualTo(left);
        }

        assertThat(number.answer(MobileNumberTest::unasked, NOW)).isEqualTo(Verdict.TRIES_EXHAUSTED);
        assertThat(number.isVerified()).isFalse();
    }

    @Test
    void givesNoNewTriesForTheSameCode() {
        OneTimeCode code = code();
        number.codeSent(code, TRIES);
        number.answer(() -> CodeCheck.WRONG, NOW);

        number.codeSent(code, TRIES);
        assertThat(number.triesLeft()).isEqualTo(TRIES - 1);

        number.codeSent(code(), TRIES);
        assertThat(number.triesLeft()).isEqualTo(TRIES);
    }

    @Test
    void evaluatesNothingBeforeACodeWasSent() {
        assertThat(number.answer(MobileNumberTest::unasked, NOW)).isEqualTo(Verdict.CODE_EXPIRED);
    }

    @Test
    void takesNoTryForACodeWhoseLifeIsOver() {
        number.codeSent(code(), TRIES);

        assertThat(number.answer(() -> CodeCheck.EXPIRED, NOW)).isEqualTo(Verdict.CODE_EXPIRED);
        assertThat(number.triesLeft()).isEqualTo(TRIES);
    }

    @Test
    void isVerifiedOnce() {
        number.codeSent(code(), TRIES);
        number.answer(() -> CodeCheck.RIGHT, NOW);

        assertThat(number.answer(MobileNumberTest::unasked, NOW.plusSeconds(1))).isEqualTo(Verdict.ALREADY_VERIFIED);
        assertThat(number.verifiedAt()).contains(NOW);
        assertThatThrownBy(() -> number.codeSent(code(), TRIES)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isPermittedUntilTheTimeAndNotAt() {
        assertThat(number.isPermitted(LIFE, NOW)).isFalse();

        number.permit(FactorKind.TOTP, NOW.plusSeconds(60));

        assertThat(number.isPermitted(LIFE, NOW.plusSeconds(60).minusMillis(1))).isTrue();
        assertThat(number.permittedBy(LIFE, NOW.plusSeconds(60).minusMillis(1))).contains(FactorKind.TOTP);
        assertThat(number.isPermitted(LIFE, NOW.plusSeconds(60))).isFalse();
        assertThat(number.permittedBy(LIFE, NOW.plusSeconds(60))).isEmpty();
    }

    /** ADR 57: a server that was ahead noted it. */
    @Test
    void isNotPermittedForLongerThanAProofHolds() {
        number.permit(FactorKind.TOTP, NOW.plusSeconds(60).plus(ClockSkew.MOST));
        assertThat(number.isPermitted(LIFE, NOW)).as("clocks may differ").isTrue();

        number.permit(FactorKind.TOTP, NOW.plusSeconds(60).plus(ClockSkew.MOST).plusMillis(1));
        assertThat(number.isPermitted(LIFE, NOW)).isFalse();
        assertThat(number.permittedBy(LIFE, NOW)).isEmpty();
    }

    @Test
    void getsLoginCodesOnlyWhileItIsVerified() {
        assertThatThrownBy(number::becomeDefault).isInstanceOf(IllegalStateException.class);
        number.codeSent(code(), TRIES);
        number.answer(() -> CodeCheck.RIGHT, NOW);
        number.becomeDefault();

        number.remove();

        assertThat(number.isDefault()).isFalse();
        assertThatThrownBy(number::becomeDefault).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void provesNothingByWhatItWasBeforeItWasRemoved() {
        number.codeSent(code(), TRIES);
        number.answer(() -> CodeCheck.RIGHT, NOW);
        number.permit(FactorKind.TOTP, NOW.plusSeconds(60));
        number.remove();

        number.restore(NOW.plusSeconds(10));

        assertThat(number.isVerified()).isFalse();
        assertThat(number.verifiedAt()).isEmpty();
        assertThat(number.isPermitted(LIFE, NOW.plusSeconds(10))).isFalse();
        assertThat(number.answer(MobileNumberTest::unasked, NOW.plusSeconds(10)))
                .isEqualTo(Verdict.CODE_EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(NumberState.class)
    void entersEachStateFromTheRightOnesAlone(NumberState state) {
        assertThat(allows(state::sendCode)).isEqualTo(state == NumberState.ADDED || state == NumberState.CODE_SENT);
        assertThat(allows(state::verify)).isEqualTo(state == NumberState.CODE_SENT);
        assertThat(allows(state::remove)).isEqualTo(state != NumberState.REMOVED);
        assertThat(allows(state::restore)).isEqualTo(state == NumberState.REMOVED);
    }

    private OneTimeCode code() {
        return new OneTimeCode(CodePurpose.NUMBER, number.id(), "042042", secrets, NOW, NOW.plusSeconds(600));
    }

    private static boolean allows(Supplier<NumberState> transition) {
        try {
            return transition.get() != null;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static CodeCheck unasked() {
        throw new AssertionError("a code was compared that could not count");
    }
}
