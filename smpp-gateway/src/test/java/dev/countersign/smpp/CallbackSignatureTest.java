package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say what became of a message. */
class CallbackSignatureTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String SECRET = CallbackFormTest.SECRET;
    private static final String HEADER = "X-Signature";
    private static final CallbackSignature PLAIN = signature(SignedText.BODY, Optional.empty());

    @Test
    void knowsWhatTheCarrierSigned() throws GeneralSecurityException {
        byte[] body = CallbackFormTest.octets("{'id': 'AB-1', 'status': 'delivered'}");
        String signature = CallbackFormTest.sign(body, SECRET);

        assertThat(isOn(PLAIN, signature, body)).isTrue();
        assertThat(isOn(PLAIN, "sha256=" + signature, body)).isTrue();
        assertThat(isOn(PLAIN, CallbackFormTest.sign(body, "another secret!!!"), body))
                .isFalse();
        assertThat(isOn(PLAIN, "", body)).isFalse();
        assertThat(PLAIN.isOn(header -> null, body, NOW)).isFalse();
        body[body.length - 3]++;
        assertThat(isOn(PLAIN, signature, body)).isFalse();
    }

    /** RFC 4231 section 4.2 and RFC 2202 section 3, test case 1. */
    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA256, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7, true",
        "HMAC_SHA256, sha256=B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7, true",
        "HMAC_SHA256, sDRMYdjbOFNcqK/OrwvxK4gdwgDJgz2nJuk3bC4yz/c=, true",
        "HMAC_SHA256, sDRMYdjbOFNcqK_OrwvxK4gdwgDJgz2nJuk3bC4yz_c, true",
        "HMAC_SHA256, b617318655057264e28bc0b6fb378c8ef146be00, false",
        "HMAC_SHA256, tDRMYdjbOFNcqK/OrwvxK4gdwgDJgz2nJuk3bC4yz/c=, false",
        "HMAC_SHA1, b617318655057264e28bc0b6fb378c8ef146be00, true",
        "HMAC_SHA1, sha1=b617318655057264e28bc0b6fb378c8ef146be00, true",
        "HMAC_SHA1, thcxhlUFcmTii8C2+zeMjvFGvgA=, true",
        "HMAC_SHA1, b617318655057264e28bc0b6fb378c8ef146be01, false",
        "HMAC_SHA1, sha256=b617318655057264e28bc0b6fb378c8ef146be00, false",
        "HMAC_SHA1, no signature at all, false",
    })
    void readsItInHexadecimalDigitsAndInBase64(CallbackSignature.Algorithm algorithm, String value, boolean signed) {
        CallbackSignature signature =
                new CallbackSignature("\u000b".repeat(20), HEADER, algorithm, SignedText.BODY, Optional.empty());

        assertThat(isOn(signature, value, "Hi There".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(signed);
    }

    /** The signature was computed by another program. */
    @Test
    void readsWhatIsMadeOfTheAddressAndTheSortedParametersOfAForm() {
        CallbackSignature signature = new CallbackSignature(
                SECRET,
                HEADER,
                CallbackSignature.Algorithm.HMAC_SHA1,
                new SignedText("{url}{sortedParameters}", "https://sms.example.org/api/v1/carrier-receipts/web?node=1"),
                Optional.empty());
        String form = "To=%2B4915112345678&MessageSid=SM1&MessageStatus=delivered&From=A+%26+B";

        assertThat(isOn(signature, "fbLdcZnysVGsyFyT88xe/XjA5mY=", octets(form)))
                .isTrue();
        assertThat(isOn(signature, "fbLdcZnysVGsyFyT88xe/XjA5mY=", octets("a=1&" + form)))
                .isFalse();
        assertThat(isOn(signature, "fbLdcZnysVGsyFyT88xe/XjA5mY=", octets("%zz")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1772359200, 2026-03-01T10:00:00Z, true",
        "1772359200, 2026-03-01T10:05:00Z, true",
        "1772359200, 2026-03-01T10:05:01Z, false",
        "1772359200, 2026-03-01T09:55:00Z, true",
        "1772359200, 2026-03-01T09:54:59Z, false",
        "1772359200000, 2026-03-01T10:00:00Z, true",
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z, true",
        "2026-03-01T10:00:00Z, 2026-03-01T10:06:00Z, false",
        "yesterday, 2026-03-01T10:00:00Z, false",
        "'', 2026-03-01T10:00:00Z, false",
    })
    void whatWasSignedLongAgoIsSentAgainBySomebodyElse(String time, Instant now, boolean taken) throws Exception {
        CallbackSignature signature = signature(
                new SignedText("{header:x-time}.{body}", ""),
                Optional.of(new SignedTime("X-Time", Duration.ofMinutes(5))));
        byte[] body = octets("{}");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("X-Time", time);
        headers.put(HEADER, CallbackFormTest.sign(octets(time + ".{}"), SECRET));

        assertThat(signature.isOn(headers::get, body, now)).isEqualTo(taken);
        headers.put("X-Time", "1772359201");
        assertThat(signature.isOn(headers::get, body, now)).as("another time").isFalse();
        headers.remove("X-Time");
        assertThat(signature.isOn(headers::get, body, now)).as("no time").isFalse();
    }

    /** Whoever could leave it out would choose what is signed. */
    @Test
    void aHeaderThatIsSignedIsThere() throws GeneralSecurityException {
        CallbackSignature signature = signature(new SignedText("{header:X-Id}{body}", ""), Optional.empty());
        byte[] body = octets("{}");

        assertThat(isOn(signature, CallbackFormTest.sign(body, SECRET), body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{url}", "{body}{url}", "{body}{host}", "{body}{header:}", "{body}{header:A B}"})
    void aTextThatLeavesTheBodyOutOrHasAnUnknownPlaceIsNoneToSign(String template) {
        assertThatThrownBy(() -> new SignedText(template, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeThatIsNotSignedProvesNothing() {
        Optional<SignedTime> time = Optional.of(new SignedTime("X-Time", Duration.ofMinutes(5)));

        assertThatThrownBy(() -> signature(SignedText.BODY, time)).hasMessageContaining("{header:X-Time}");
        assertThatThrownBy(() -> new SignedText("{body}", "https://sms.example.org/"))
                .hasMessageContaining("{url}");
        assertThatThrownBy(() -> new SignedTime("X-Time", Duration.ZERO)).hasMessageContaining("a second");
    }

    @Test
    void theSecretIsLongEnoughAndNeverShown() {
        assertThat(PLAIN.toString()).doesNotContain(SECRET);
        assertThatThrownBy(() -> new CallbackSignature(
                        "fifteen letters",
                        HEADER,
                        CallbackSignature.Algorithm.HMAC_SHA256,
                        SignedText.BODY,
                        Optional.empty()))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("fifteen");
    }

    private static CallbackSignature signature(SignedText text, Optional<SignedTime> time) {
        return new CallbackSignature(SECRET, HEADER, CallbackSignature.Algorithm.HMAC_SHA256, text, time);
    }

    private static boolean isOn(CallbackSignature signature, String value, byte[] body) {
        UnaryOperator<String> headers = name -> name.equals(HEADER) ? value : null;
        return signature.isOn(headers, body, NOW);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
