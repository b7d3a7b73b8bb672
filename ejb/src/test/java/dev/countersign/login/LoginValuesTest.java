package dev.countersign.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.Reference;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginValuesTest {

    private static final Reference REFERENCE = Reference.next();

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "64, 256, 64"})
    void takesARequestWithinItsBounds(int name, int password, int version) {
        assertThatCode(() -> request(name, password, version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, userName",
        "65, 1, 0, userName",
        "1, 0, 0, password",
        "1, 257, 0, password",
        "1, 1, 65, version"
    })
    void refusesARequestBeyondThem(int name, int password, int version, String culprit) {
        assertThatThrownBy(() -> request(name, password, version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(culprit);
    }

    @Test
    void showsNeitherNameNorPassword() {
        LoginRequest request = new LoginRequest("demoa001", "secret1", ClientKind.PORTAL, "1.0", Optional.empty());

        assertThat(request.toString())
                .contains("PORTAL", "1.0")
                .doesNotContain("demoa001")
                .doesNotContain("secret1");
    }

    @Test
    void anAttemptLivesAndHasATry() {
        assertThatCode(() -> new LoginRules(Duration.ofNanos(1), 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new LoginRules(Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LoginRules(Duration.ofNanos(-1), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LoginRules(Duration.ofNanos(1), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRefusalSaysWhatComesNext() {
        Refusal refusal = Refusal.of(Reason.SMS_WRONG, REFERENCE, NextStep.ANSWER, NextStep.SMS)
                .withTriesLeft(3)
                .withRetryAfter(Duration.ofSeconds(7));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_WRONG);
        assertThat(refusal.triesLeft()).contains(3);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(refusal.next()).containsExactly(NextStep.ANSWER, NextStep.SMS);
        assertThat(refusal.reference()).isEqualTo(REFERENCE);
    }

    private static LoginRequest request(int name, int password, int version) {
        return new LoginRequest(
                "n".repeat(name), "p".repeat(password), ClientKind.PORTAL, "1".repeat(version), Optional.empty());
    }
}
