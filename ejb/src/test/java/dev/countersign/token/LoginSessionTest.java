package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginSessionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionRules RULES = new SessionRules(Duration.ofHours(12), Duration.ofMinutes(15));

    @Test
    void livesUntilItWasIdleForTooLong() {
        LoginSession session = session(RULES);

        assertThat(session.isAlive(NOW.plus(RULES.idle()).minusNanos(1000), RULES))
                .isTrue();
        assertThat(session.isAlive(NOW.plus(RULES.idle()), RULES)).isFalse();
    }

    @Test
    void neverLivesLongerThanItsLife() {
        SessionRules patient = new SessionRules(Duration.ofHours(12), Duration.ofDays(1));
        LoginSession session = session(patient);

        assertThat(session.isAlive(NOW.plus(patient.life()).minusNanos(1000), patient))
                .isTrue();
        assertThat(session.isAlive(NOW.plus(patient.life()), patient)).isFalse();
    }

    @Test
    void neverLivesLongerThanWhatItsFactorOpens() {
        Instant end = NOW.plusSeconds(60);

        assertThat(session(Optional.of(end)).expiresAt()).isEqualTo(end);
        assertThat(session(Optional.of(end)).isAlive(end, RULES)).isFalse();
        assertThat(session(Optional.of(NOW.plus(RULES.life()).plusSeconds(1))).expiresAt())
                .isEqualTo(NOW.plus(RULES.life()));
        assertThat(session(Optional.empty()).expiresAt()).isEqualTo(NOW.plus(RULES.life()));
    }

    private static LoginSession session(Optional<Instant> until) {
        Login login = new Login(
                1,
                "anna",
                "attempt",
                "PORTAL",
                "TEMPORARY_PASSCODE",
                Optional.of("passcode"),
                NOW,
                NOW,
                SessionScope.FULL,
                Optional.empty(),
                until);
        return new LoginSession(login, NOW, RULES.life());
    }

    @Test
    void tellsItsIdleEndWhichIsNeverAfterItsEnd() {
        LoginSession session = session(RULES);
        Instant late = NOW.plus(RULES.life()).minusSeconds(60);

        assertThat(session.idleEndsAt(NOW.plusSeconds(60), RULES))
                .isEqualTo(NOW.plusSeconds(60).plus(RULES.idle()));
        assertThat(session.idleEndsAt(late, RULES)).isEqualTo(NOW.plus(RULES.life()));
    }

    @Test
    void isWrittenDownAtMostEveryThirtySeconds() {
        LoginSession session = session(RULES);

        assertThat(session.isNoteDue(NOW.plusSeconds(30).minusNanos(1000), RULES))
                .isFalse();
        assertThat(session.isNoteDue(NOW.plusSeconds(30), RULES)).isTrue();
    }

    /** The note may be old by a thirtieth of the idle time at most, so that a short idle time is kept as well. */
    @ParameterizedTest
    @CsvSource({"PT15M,PT30S", "PT2H,PT30S", "PT5M,PT10S", "PT30S,PT1S"})
    void isWrittenDownOftenEnoughForItsIdleTime(Duration idle, Duration every) {
        assertThat(new SessionRules(Duration.ofHours(12), idle).noteEvery()).isEqualTo(every);
    }

    private static LoginSession session(SessionRules rules) {
        return new LoginSession(Logins.of(1, "anna", "attempt", NOW), NOW, rules.life());
    }
}
