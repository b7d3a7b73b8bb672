package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.Reference;
import dev.countersign.login.NextStep;
import dev.countersign.login.Reason;
import dev.countersign.login.Refusal;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Problem documents, RFC 9457. */
class ProblemTest {

    @ParameterizedTest
    @CsvSource({
        "BAD_CREDENTIALS, 401, LOGIN_BAD_CREDENTIALS,",
        "LOCKED, 403, LOGIN_LOCKED,",
        "ADDRESS_THROTTLED, 429, ADDRESS_THROTTLED, ",
        "PORTAL_ONLY, 403, LOGIN_PORTAL_ONLY, ",
        "SMS_NO_NUMBER, 403, LOGIN_PORTAL_ONLY, SMS_NO_NUMBER",
        "SMS_LIMIT, 429, SEND_DAILY_LIMIT, SMS_LIMIT",
        "SMS_CARRIER_BLOCKED, 409, SMS_NOT_SENT, SMS_CARRIER_BLOCKED",
        "SMS_CLOSED, 409, SMS_NOT_SENT, SMS_CLOSED",
        "UNKNOWN_ATTEMPT, 404, NOT_FOUND,",
        "SMS_WRONG, 422, LOGIN_FACTOR_FAILED, SMS_WRONG",
        "SMS_EXPIRED, 410, LOGIN_EXPIRED, SMS_EXPIRED",
        "ATTEMPT_EXPIRED, 410, LOGIN_EXPIRED, ATTEMPT_EXPIRED",
        "ATTEMPT_OVER, 409, ATTEMPT_CLOSED,",
        "FACTOR_DUE, 409, ATTEMPT_PENDING,",
        "SMS_COOLDOWN, 429, SMS_COOLDOWN, SMS_COOLDOWN",
        "BUSY, 503, TRY_LATER,",
    })
    void tellsEachReasonByItsCode(Reason reason, int status, String code, @Nullable String fine) {
        JsonObject json = Problem.of(refusal(reason)).json();

        assertThat(json.getInt("status")).isEqualTo(status);
        assertThat(json.getString("code")).isEqualTo(code);
        assertThat(json.getString("reason", null)).isEqualTo(fine);
        assertThat(json.getString("type")).isEqualTo("urn:countersign:problem:" + code);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheReferenceForTheHelpDesk(Reason reason) {
        Refusal refusal = refusal(reason);

        assertThat(Problem.of(refusal).json().getString("reference"))
                .isEqualTo(refusal.reference().value());
    }

    @Test
    void tellsTriesWaitAndNextSteps() {
        JsonObject json = Problem.of(refusal(Reason.SMS_WRONG)).json();

        assertThat(json.getInt("triesLeft")).isEqualTo(3);
        assertThat(json.getInt("retryAfterSeconds")).isEqualTo(75);
        assertThat(json.getJsonArray("next")).map(Object::toString).containsExactly("\"ANSWER\"", "\"SMS\"");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "1001, 2", "119001, 120"})
    void roundsAWaitUpToWholeSeconds(long millis, long seconds) {
        assertThat(Problem.seconds(Duration.ofMillis(millis))).isEqualTo(seconds);
    }

    private static Refusal refusal(Reason reason) {
        return new Refusal(
                reason,
                Optional.of(3),
                Optional.of(Duration.ofMillis(74_001)),
                List.of(NextStep.ANSWER, NextStep.SMS),
                Reference.next());
    }
}
