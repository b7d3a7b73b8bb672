package dev.countersign.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Vectors;
import dev.countersign.device.Hkdf;
import dev.countersign.device.Octets;
import dev.countersign.push.WebPushAddress;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8291 section 5 with appendix A, keys of RFC 8188 section 3.1, and computed messages up to the largest one. */
class MessageEncryptionTest {

    private static final JsonObject VECTORS = Vectors.read("webpush.json");
    private static final String ENDPOINT = "https://push.example.net/p/1";

    static Stream<JsonObject> messages() {
        return Stream.concat(
                Stream.of(VECTORS.getJsonObject("rfc8291")),
                VECTORS.getJsonArray("messages_computed").stream().map(value -> value.asJsonObject()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void givesTheBodyOfTheVector(JsonObject vector) {
        byte[] plain = vector.getString("plaintext").getBytes(StandardCharsets.UTF_8);

        byte[] body = encryption(vector).encrypt(plain, vector.getInt("padding", 0), receiver(vector));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body)).isEqualTo(vector.getString("body"));
    }

    @Test
    void derivesTheKeysOfTheContentCoding() {
        JsonObject vector = VECTORS.getJsonArray("rfc8188").getJsonObject(0);

        Octets prk = Hkdf.extract(octets(vector, "salt"), octets(vector, "ikm"));

        assertThat(prk).isEqualTo(octets(vector, "prk"));
        assertThat(Hkdf.expand(prk, ascii("Content-Encoding: aes128gcm\0"), 16)).isEqualTo(octets(vector, "cek"));
        assertThat(Hkdf.expand(prk, ascii("Content-Encoding: nonce\0"), 12)).isEqualTo(octets(vector, "nonce"));
    }

    @Test
    void refusesWhatDoesNotFitIntoOneRecord() {
        JsonObject vector = VECTORS.getJsonObject("rfc8291");
        MessageEncryption encryption = encryption(vector);
        WebPushAddress to = receiver(vector);

        assertThat(encryption.encrypt(new byte[3993], 0, to)).hasSize(4096);
        assertThatThrownBy(() -> encryption.encrypt(new byte[3994], 0, to))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encryption.encrypt(new byte[3993], 1, to))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static MessageEncryption encryption(JsonObject vector) {
        return new MessageEncryption(
                WebPushKeys.pair(vector.getString("as_public"), vector.getString("as_private")),
                octets(vector, "salt"));
    }

    private static WebPushAddress receiver(JsonObject vector) {
        return WebPushAddress.of(ENDPOINT, vector.getString("ua_public"), vector.getString("auth_secret"));
    }

    private static Octets octets(JsonObject vector, String name) {
        return Octets.of(WebPushKeys.octets(vector.getString(name)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
