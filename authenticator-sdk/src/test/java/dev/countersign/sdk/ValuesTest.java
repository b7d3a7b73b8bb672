package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.device.ActivationSecret;
import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of this package take, and what they never show. */
class ValuesTest {

    private static final Octets SECRET =
            Octets.of("SECRET__SECRET__SECRET__SECRET__".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    static Stream<Object> holders() {
        Invitation invitation =
                new Invitation(ActivationSecret.ofQr(SECRET), Optional.of(new UUID(0, 1)), Optional.empty());
        P256KeyPair pair = P256KeyPair.generate(new SecureRandom());
        Installation installation = new Installation(URI.create("https://a"), new UUID(0, 1), SECRET);
        OcraSuite suite = OcraSuite.parse(PlayedServer.PIN_SUITE);
        Enrolment enrolment = new Enrolment(
                new UUID(0, 1),
                "u",
                suite,
                Optional.empty(),
                new EnrolmentKeys(new OcraKey(SECRET), Optional.of(new OcraKey(SECRET))),
                new ApprovalKey(pair, Optional.of(SECRET)));
        return Stream.of(
                invitation,
                installation,
                enrolment,
                new DeviceState(Optional.of(installation), List.of(enrolment)),
                new Offer(
                        invitation,
                        new UUID(0, 1),
                        new UUID(0, 1),
                        suite,
                        Optional.empty(),
                        pair.publicKey(),
                        Instant.EPOCH),
                new Messages.Redeemed(new Enrolled(new UUID(0, 1), "u"), SECRET),
                new Begun(new UUID(0, 1), SECRET, List.of()),
                new Outcome.Done<>(invitation),
                Arguments.parse(List.of("activate", "--state", "x", "SECRET_")));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void noHolderPrintsItsSecret(Object holder) {
        assertThat(holder.toString())
                .doesNotContain("SECRET_")
                .doesNotContain("U0VDUkVU")
                .doesNotContain("53454352")
                .doesNotContain("83, 69");
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void eachRefusalHasItsAdvice(RefusalReason reason) {
        assertThat(Advice.of(Refusal.of(reason))).isNotBlank();
        assertThat(Stream.of(RefusalReason.values()).map(Refusal::of).map(Advice::of))
                .doesNotHaveDuplicates();
    }

    @Test
    void anUnknownRefusalIsNamed() {
        Refusal refusal =
                new Refusal(RefusalReason.OTHER, "ACT_LATER", Optional.empty(), OptionalInt.empty(), Optional.empty());

        assertThat(Advice.of(refusal)).isEqualTo("The server refused: ACT_LATER.");
    }

    @ParameterizedTest
    @CsvSource({
        "14, 1.0.0, Pixel 8",
        "'', 1, x",
        "17.5.1.0.123456, 1.2.3.4, 123456789012345678901234567890123456789012345678901234567890"
    })
    void aReportTakesVersionsAndAModel(String osVersion, String appVersion, String model) {
        assertThat(report(osVersion, appVersion, model).model()).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource({
        "Android 14, 1.0.0, x",
        "14., 1.0.0, x",
        "1.2.3.4.5.6, 1.0.0, x",
        "1234567, 1.0.0, x",
        "14, '', x",
        "14, 1.0-beta, x",
        "14, 1.0.0, ' '",
        "14, 1.0.0, 1234567890123456789012345678901234567890123456789012345678901"
    })
    void aReportRefusesEverythingElse(String osVersion, String appVersion, String model) {
        assertThatIllegalArgumentException().isThrownBy(() -> report(osVersion, appVersion, model));
    }

    @Test
    void aStatementHasItsLongestForm() {
        assertThat(vouched("a".repeat(8_000)).statement()).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> vouched("a".repeat(8_001)));
    }

    private static DeviceReport vouched(String statement) {
        return new DeviceReport(Platform.IOS, "", "1", "x", UnlockKind.PIN, true, Optional.of(statement));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1abc", "abc1", "!~1{", "123456", "0000"})
    void aPin(String pin) {
        assertThat(PinRules.accepts(pin.toCharArray())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12a", "1234567", "abcd", "12 34", "123\u007f", "\uff11\uff12\uff13\uff14", "/:/:"})
    void noPin(String pin) {
        assertThat(PinRules.accepts(pin.toCharArray())).isFalse();
    }

    private static DeviceReport report(String osVersion, String appVersion, String model) {
        return new DeviceReport(Platform.ANDROID, osVersion, appVersion, model, UnlockKind.PIN, true, Optional.empty());
    }
}
