package dev.countersign.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.login.AttemptEnded;
import dev.countersign.login.AttemptState;
import dev.countersign.login.ClientKind;
import dev.countersign.login.PasswordRefused;
import dev.countersign.login.Reason;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoginEventTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void anAttemptIsToldUnderItsIdAndShowsThatThePasswordWasRight() {
        LoginEvent event = LoginEvent.of(
                new AttemptEnded("attempt", 7, AttemptState.FAILED, ClientKind.WORKSTATION, "SMS", "192.0.2.1"), NOW);

        assertThat(event.id()).isEqualTo("attempt");
        assertThat(event.outcome()).isEqualTo(EventOutcome.WRONG_CODE);
        assertThat(event.factor()).contains("SMS");
        assertThat(event.clientKind()).isEqualTo("WORKSTATION");
        assertThat(event.address()).isEqualTo("192.0.2.1");
        assertThat(event.isPasswordKnown()).isTrue();
    }

    @Test
    void refusalsInARowAreCountedIfTheyAreAlike() {
        LoginEvent run = refused(Reason.BAD_CREDENTIALS, ClientKind.PORTAL, "192.0.2.1", false);

        assertThat(run.isContinuedBy(refused(Reason.BAD_CREDENTIALS, ClientKind.PORTAL, "192.0.2.1", false)))
                .isTrue();
        assertThat(run.isContinuedBy(refused(Reason.LOCKED, ClientKind.PORTAL, "192.0.2.1", false)))
                .isFalse();
        assertThat(run.isContinuedBy(refused(Reason.BAD_CREDENTIALS, ClientKind.MOBILE, "192.0.2.1", false)))
                .isFalse();
        assertThat(run.isContinuedBy(refused(Reason.BAD_CREDENTIALS, ClientKind.PORTAL, "192.0.2.2", false)))
                .isFalse();
        assertThat(run.isContinuedBy(refused(Reason.BAD_CREDENTIALS, ClientKind.PORTAL, "192.0.2.1", true)))
                .isFalse();
        run.repeat(LATER);
        assertThat(run.times()).isEqualTo(2);
        assertThat(run.at()).isEqualTo(LATER);
    }

    @Test
    void whatWasDisownedIsContinuedByNothing() {
        LoginEvent run = refused(Reason.BAD_CREDENTIALS, ClientKind.PORTAL, "192.0.2.1", false);

        run.disown(LATER);

        assertThat(run.isDisowned()).isTrue();
        assertThat(run.isContinuedBy(refused(Reason.BAD_CREDENTIALS, ClientKind.PORTAL, "192.0.2.1", false)))
                .isFalse();
    }

    @Test
    void onlyEndsAndRefusalsAboutAPasswordAreEvents() {
        assertThat(Arrays.stream(AttemptState.values()).filter(AttemptState::isEnd))
                .allSatisfy(end -> assertThat(EventOutcome.of(end)).isNotNull());
        assertThatThrownBy(() -> EventOutcome.of(AttemptState.AUTHENTICATED)).hasMessage("AUTHENTICATED is no end");
        assertThat(Arrays.stream(Reason.values())
                        .filter(reason -> EventOutcome.of(reason).isPresent()))
                .containsExactlyInAnyOrder(Reason.BAD_CREDENTIALS, Reason.LOCKED);
    }

    private static LoginEvent refused(Reason reason, ClientKind client, String address, boolean passwordRight) {
        return LoginEvent.of(
                new PasswordRefused("user:7", reason, client, address, passwordRight),
                EventOutcome.of(reason).orElseThrow(),
                NOW);
    }
}
