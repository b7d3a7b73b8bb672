package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Vectors;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AES-256-GCM, NIST SP 800-38D. */
class AesGcmTest {

    private final SecretKey key = new SecretKeySpec(new byte[32], "AES");
    private final SecureRandom random = new SecureRandom();

    static Stream<JsonObject> computed() {
        return Vectors.read("aesgcm.json").getJsonArray("computed").getValuesAs(JsonObject.class).stream();
    }

    @ParameterizedTest
    @MethodSource("computed")
    void opensTheComputedVectors(JsonObject vector) {
        byte[] plain = AesGcm.decrypt(key(vector), cipherText(vector), vector.getString("aad"));

        assertThat(HexFormat.of().formatHex(plain)).isEqualTo(vector.getString("plaintext_hex"));
    }

    @ParameterizedTest
    @MethodSource("computed")
    void refusesTheVectorsUnderAnotherRecord(JsonObject vector) {
        assertThatThrownBy(() -> AesGcm.decrypt(key(vector), cipherText(vector), vector.getString("aad") + "x"))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void opensWhatItEncrypted() {
        byte[] plain = {1, 2, 3};

        assertThat(AesGcm.decrypt(key, AesGcm.encrypt(key, plain, "row 1", random), "row 1"))
                .isEqualTo(plain);
    }

    @Test
    void drawsANewNonceEachTime() {
        assertThat(AesGcm.encrypt(key, new byte[1], "r", random))
                .isNotEqualTo(AesGcm.encrypt(key, new byte[1], "r", random));
    }

    @Test
    void refusesEachChangedOctet() {
        byte[] text = Base64.getUrlDecoder().decode(AesGcm.encrypt(key, new byte[] {7}, "r", random));
        for (int i = 0; i < text.length; i++) {
            byte[] changed = text.clone();
            changed[i] ^= 1;
            String spelled = Base64.getUrlEncoder().encodeToString(changed);
            assertThatThrownBy(() -> AesGcm.decrypt(key, spelled, "r")).isInstanceOf(UnreadableSecretException.class);
        }
    }

    @Test
    void refusesWhatIsTooShortForANonce() {
        assertThatThrownBy(() -> AesGcm.decrypt(key, "AAAA", "r")).isInstanceOf(UnreadableSecretException.class);
    }

    private static SecretKey key(JsonObject vector) {
        return new SecretKeySpec(HexFormat.of().parseHex(vector.getString("key_hex")), "AES");
    }

    private static String cipherText(JsonObject vector) {
        byte[] octets =
                HexFormat.of().parseHex(vector.getString("iv_hex") + vector.getString("ciphertext_and_tag_hex"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
