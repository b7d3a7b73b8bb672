package dev.countersign.web.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.contracts.login.v1.BeginLogin;
import dev.countersign.contracts.login.v1.Started;
import dev.countersign.login.AttemptState;
import dev.countersign.login.AttemptView;
import dev.countersign.login.ClientKind;
import dev.countersign.login.Reason;
import dev.countersign.web.ProblemCode;
import dev.countersign.web.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What back offices say, and are told. */
class LoginMessagesTest {

    private static final Instant END = Instant.parse("2026-03-02T09:10:00Z");

    @Test
    void whoDoesNotSayWhatItIsIsNotThePortal() {
        BeginLogin message = new BeginLogin();
        message.setUserName("anna01");
        message.setPassword("secret1");

        assertThat(LoginMessages.request(message).clientKind()).isEqualTo(ClientKind.WORKSTATION);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 192.0.2.7", "192.0.2.7:50000, 192.0.2.7", "2001:db8::7, 2001:db8::7"})
    void theAddressOfAUserIsTakenWithoutThePort(String named, String address) {
        assertThat(LoginMessages.caller(from(named), "198.51.100.1").address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "::::", "....", "1.2.3", "ff", "192.0.2.7:", "2001:db8::g"})
    void whatIsNoAddressIsRefused(String named) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> LoginMessages.caller(from(named), "198.51.100.1"))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.MALFORMED));
    }

    private static BeginLogin from(String address) {
        BeginLogin message = new BeginLogin();
        message.setUserAddress(address);
        return message;
    }

    /** It is no failure of a carrier, and waiting does not help. */
    @Test
    void anSmsThatIsNeverSentSaysWhy() {
        Started started = shown(Optional.of(Reason.SMS_CLOSED));

        assertThat(started.getState()).isEqualTo("FAILED");
        assertThat(started.getReason()).isEqualTo("SMS_CLOSED");
    }

    @Test
    void whatWasSentHasNoReason() {
        assertThat(shown(Optional.empty()).getReason()).isNull();
    }

    @Test
    void saysThatTheCodeWentByMailToo() {
        assertThat(shown(true).isAlsoByMail()).isTrue();
        assertThat(shown(false).isAlsoByMail()).isNull();
    }

    private static Started shown(Optional<Reason> reason) {
        return shown(reason, false);
    }

    private static Started shown(boolean alsoByMail) {
        return shown(Optional.empty(), alsoByMail);
    }

    private static Started shown(Optional<Reason> reason, boolean alsoByMail) {
        AttemptView.Started started = new AttemptView.Started(
                "SMS",
                "FAILED",
                5,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                END,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                alsoByMail,
                Optional.empty(),
                reason);
        AttemptView view = new AttemptView("1", AttemptState.FACTOR_PENDING, END, List.of(), Optional.of(started));
        return LoginMessages.shown(view).getLogin().getStarted();
    }
}
