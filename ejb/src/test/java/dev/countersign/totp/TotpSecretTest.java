package dev.countersign.totp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Vectors;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TotpSecretTest {

    private static final JsonObject TIMES = Vectors.read("totp.json");
    private static final JsonObject WINDOW = TIMES.getJsonObject("window");
    private static final Instant NOW =
            Instant.ofEpochSecond(WINDOW.getJsonNumber("now").longValueExact());

    private final TotpSecret secret = TotpSecret.of(HexFormat.of().parseHex(WINDOW.getString("key_hex")));

    @ParameterizedTest
    @MethodSource
    void takesTheCodesOfOneStepOfDriftEachWay(JsonObject code) {
        OptionalLong step = secret.findStep(code.getString("code"), NOW, 1, 0);

        assertThat(step.isPresent()).isEqualTo(code.getBoolean("accept_with_window_1"));
        if (step.isPresent()) {
            assertThat(step.getAsLong()).isEqualTo(NOW.getEpochSecond() / 30 + code.getInt("offset_steps"));
        }
    }

    static Stream<JsonObject> takesTheCodesOfOneStepOfDriftEachWay() {
        return WINDOW.getJsonArray("codes").getValuesAs(JsonObject.class).stream();
    }

    @Test
    void takesNoCodeThatIsNotLaterThanTheLast() {
        long now = NOW.getEpochSecond() / 30;

        assertThat(secret.findStep(secret.code(now), NOW, 1, now)).isEmpty();
        assertThat(secret.findStep(secret.code(now - 1), NOW, 1, now)).isEmpty();
        assertThat(secret.findStep(secret.code(now + 1), NOW, 1, now)).hasValue(now + 1);
    }

    @Test
    void knowsACodeThatIsPastWhileItWouldStillBeShown() {
        long now = NOW.getEpochSecond() / 30;

        assertThat(secret.findPastStep(secret.code(now), NOW, 1, now)).hasValue(now);
        assertThat(secret.findPastStep(secret.code(now - 1), NOW, 1, now)).hasValue(now - 1);
        assertThat(secret.findPastStep(secret.code(now + 1), NOW, 1, now)).isEmpty();
        assertThat(secret.findPastStep(secret.code(now - 2), NOW, 1, now)).isEmpty();
    }

    @Test
    void nothingElseIsACode() {
        for (String typed : new String[] {"", "73230", "7323030", "abcdef", "٧٣٢٣٠٣"}) {
            assertThat(secret.findStep(typed, NOW, 1, 0)).as(typed).isEmpty();
        }
    }

    @Test
    void isToldAsAppsReadIt() {
        JsonObject expected = TIMES.getJsonArray("otpauth_uri").getJsonObject(0);

        assertThat(secret.text()).isEqualTo(expected.getString("secret_base32"));
        assertThat(secret.uri("ACME", "alice@example.com")).isEqualTo(expected.getString("uri"));
        assertThat(secret.uri("Broker & Söhne", "Zoë Müller"))
                .startsWith("otpauth://totp/Broker%20%26%20S%C3%B6hne%3AZo%C3%AB%20M%C3%BCller?")
                .contains("&issuer=Broker%20%26%20S%C3%B6hne&");
    }

    @Test
    void isNewEachTimeAndHas160Bits() {
        assertThat(TotpSecret.make()).isNotEqualTo(TotpSecret.make());
        assertThat(TotpSecret.make().octets()).hasSize(20);
        assertThat(TotpSecret.make().text()).matches("[A-Z2-7]{32}");
        assertThat(secret).hasToString("TotpSecret");
    }
}
