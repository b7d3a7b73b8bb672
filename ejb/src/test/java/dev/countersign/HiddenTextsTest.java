package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.backoffice.ClientName;
import dev.countersign.backoffice.NewClient;
import dev.countersign.backoffice.Nonce;
import dev.countersign.backoffice.UsernameToken;
import dev.countersign.backoffice.WsuTime;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.FactorQuestion;
import dev.countersign.confirmation.Proof;
import dev.countersign.crypto.DataKeys.NamedKey;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.lockout.DeviceOwner;
import dev.countersign.login.AttemptState;
import dev.countersign.login.AttemptView;
import dev.countersign.login.BroughtCookies;
import dev.countersign.login.ClientKind;
import dev.countersign.login.CompletedLogin;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.password.AskedReset;
import dev.countersign.password.ClaimedReset;
import dev.countersign.password.PasswordChange;
import dev.countersign.password.ResetCode;
import dev.countersign.sms.CodeOrder;
import dev.countersign.sms.CodePurpose;
import dev.countersign.token.AccessToken;
import dev.countersign.user.Credentials;
import dev.countersign.user.Password;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that hold a secret tell what they are and not what they hold. */
class HiddenTextsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "secret1";

    static Stream<Arguments> values() {
        AccessToken token = new AccessToken(SECRET, Duration.ofMinutes(15));
        AttemptView view = new AttemptView("id", AttemptState.AUTHENTICATED, NOW, List.of(), Optional.empty());
        FactorQuestion question = new FactorQuestion(
                new OwnedFactor(new FactorRef(FactorKind.GRID_CARD, "id"), SECRET, Optional.empty(), Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.of(SECRET),
                Optional.empty(),
                NOW,
                5);
        WsuTime time = WsuTime.parse("2026-01-01T00:00:00Z");
        return Stream.of(
                Arguments.of(token, "AccessToken[hidden, PT15M]"),
                Arguments.of(new CompletedLogin(token, SECRET), "CompletedLogin[AccessToken[hidden, PT15M]]"),
                Arguments.of(new OpenedAttempt(view, SECRET), "OpenedAttempt[id]"),
                Arguments.of(new BroughtCookies(SECRET, Optional.of(SECRET)), "BroughtCookies[hidden]"),
                Arguments.of(
                        new LoginRequest(SECRET, SECRET, ClientKind.PORTAL, "7", Optional.empty()),
                        "LoginRequest[PORTAL 7]"),
                Arguments.of(new Proof("id", SECRET), "Proof[id]"),
                Arguments.of(question, "FactorQuestion[GRID_CARD]"),
                Arguments.of(
                        new ConfirmationView("id", ConfirmationPurpose.PASSWORD_CHANGE, 5, question),
                        "ConfirmationView[id]"),
                Arguments.of(new AskedReset("id", "name", 5, Optional.of(question), NOW), "AskedReset[id]"),
                Arguments.of(
                        new ClaimedReset(SECRET, new AskedReset("id", "name", 5, Optional.of(question), NOW)),
                        "ClaimedReset[id]"),
                Arguments.of(
                        new PasswordChange(SECRET, new Password("secret2"), Optional.of(new Proof("id", SECRET))),
                        "PasswordChange[Optional[Proof[id]]]"),
                Arguments.of(new ResetCode("0000-0000-0000"), "ResetCode[hidden]"),
                Arguments.of(new Password(SECRET), "Password[hidden]"),
                Arguments.of(
                        new Credentials(7, SECRET, Optional.empty(), "GB", new DeviceOwner(7, NOW)),
                        "Credentials[user 7]"),
                Arguments.of(new CodeOrder(CodePurpose.LOGIN, "id", SECRET, "en", "GB", NOW), "CodeOrder[LOGIN id]"),
                Arguments.of(new NewClient("broker", SECRET), "NewClient[broker]"),
                Arguments.of(new ClientName("broker"), "broker"),
                Arguments.of(
                        new UsernameToken(SECRET, SECRET, new Nonce("A".repeat(22) + "=="), time),
                        "UsernameToken[2026-01-01T00:00:00Z]"),
                Arguments.of(new NamedKey("audit-1", new SecretKeySpec(new byte[32], "AES")), "NamedKey[audit-1]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void tellWhatTheyAre(Object value, String text) {
        assertThat(value).hasToString(text);
    }
}
