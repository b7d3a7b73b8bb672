package dev.countersign.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.confirmation.Confirmation.Rules;
import dev.countersign.confirmation.Confirmation.Verdict;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.token.CurrentSession;
import dev.countersign.token.SessionScope;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final SignedInUser USER = user(1, "session");

    private final Confirmation confirmation = new Confirmation(
            USER,
            ConfirmationPurpose.PASSWORD_CHANGE,
            new FactorRef(FactorKind.SMS, "number"),
            new Rules(5, LIFE),
            NOW);

    @Test
    void isUsedOnce() {
        assertThat(confirmation.answer(() -> CodeCheck.RIGHT, NOW)).isEqualTo(Verdict.PROVEN);

        assertThat(confirmation.answer(ConfirmationTest::notAsked, NOW)).isEqualTo(Verdict.OVER);
        assertThat(confirmation.isOpen(NOW)).isFalse();
    }

    @Test
    void fiveWrongCodesEndIt() {
        for (int triesLeft = 4; triesLeft >= 0; triesLeft--) {
            assertThat(confirmation.answer(() -> CodeCheck.WRONG, NOW)).isEqualTo(Verdict.WRONG);
            assertThat(confirmation.triesLeft()).isEqualTo(triesLeft);
        }

        assertThat(confirmation.answer(ConfirmationTest::notAsked, NOW)).isEqualTo(Verdict.OVER);
    }

    @Test
    void isOverWithItsTime() {
        Instant end = NOW.plus(LIFE);

        assertThat(confirmation.isOpen(end.minusNanos(1000))).isTrue();
        assertThat(confirmation.isOpen(end)).isFalse();
        assertThat(confirmation.answer(ConfirmationTest::notAsked, end)).isEqualTo(Verdict.EXPIRED);
        assertThat(confirmation.triesLeft()).isEqualTo(5);
    }

    @Test
    void belongsToItsUserAndSession() {
        ConfirmationPurpose purpose = ConfirmationPurpose.PASSWORD_CHANGE;

        assertThat(confirmation.isOf(USER, purpose)).isTrue();
        assertThat(confirmation.isOf(user(2, "session"), purpose)).isFalse();
        assertThat(confirmation.isOf(user(1, "another"), purpose)).isFalse();
    }

    private static CodeCheck notAsked() {
        throw new AssertionError("the code was looked at");
    }

    private static SignedInUser user(long id, String session) {
        return new SignedInUser(
                id,
                "anna",
                "en",
                Optional.empty(),
                new CurrentSession(
                        session,
                        "PORTAL",
                        "SMS",
                        Optional.empty(),
                        SessionScope.FULL,
                        NOW,
                        NOW.plus(Duration.ofMinutes(15)),
                        NOW.plus(Duration.ofHours(12)),
                        Optional.empty()));
    }
}
