package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7516 compact serialization, RFC 7518 sections 4.5 and 5.3. */
class OrderCipherTest {

    private static final SmsOrder ORDER = new SmsOrder(
            UUID.fromString("0d9a4b1e-4b6c-4f0e-9d8b-0f1f6a1c2d3e"),
            "+4915112345678",
            "Your code is 042042",
            Instant.parse("2026-03-01T10:00:00Z"),
            Instant.parse("2026-03-01T10:10:00Z"));

    @TempDir
    Path directory;

    private final byte[] first = filled(1);
    private final byte[] second = filled(2);
    private OrderCipher cipher;

    @BeforeEach
    void readKeys() throws IOException {
        cipher = OrderCipher.read(Files.writeString(
                directory.resolve("sms-gateway.jwks"),
                "{\"keys\":[" + jwk("k1", first) + "," + jwk("k2", second) + "]}"));
    }

    @Test
    void opensWhatWasEncryptedForAnyOfItsKeys() throws JOSEException {
        assertThat(cipher.open(encrypt("k1", first, EncryptionMethod.A256GCM))).isEqualTo(ORDER);
        assertThat(cipher.open(encrypt("k2", second, EncryptionMethod.A256GCM))).isEqualTo(ORDER);
    }

    @Test
    void locksWithTheFirstKeyWhatAnyGatewayOpens() throws Exception {
        String jwe = cipher.encrypt("a number");

        assertThat(JWEObject.parse(jwe).getHeader().getKeyID()).isEqualTo("k1");
        assertThat(jwe).doesNotContain("number");
        assertThat(cipher.decrypt(jwe)).isEqualTo("a number");
    }

    @Test
    void refusesTheRightKeyUnderTheWrongName() throws JOSEException {
        String jwe = encrypt("k2", first, EncryptionMethod.A256GCM);

        assertThatThrownBy(() -> cipher.open(jwe)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnUnknownKeyAndAMissingName() throws JOSEException {
        String unknown = encrypt("k3", first, EncryptionMethod.A256GCM);
        String nameless = encrypt(null, first, EncryptionMethod.A256GCM);

        assertThatThrownBy(() -> cipher.open(unknown)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cipher.open(nameless)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnotherEncryptionMethod() throws JOSEException {
        String jwe = encrypt("k1", first, EncryptionMethod.A128CBC_HS256);

        assertThatThrownBy(() -> cipher.open(jwe)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesNeitherTextNorNumberWhenSomethingIsWrong() throws JOSEException {
        String jwe = encrypt("k1", first, EncryptionMethod.A256GCM);
        String changed = jwe.substring(0, jwe.length() - 2) + (jwe.endsWith("AA") ? "BB" : "AA");
        String plain = SmsJson.write(ORDER);

        assertThatThrownBy(() -> cipher.open(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause();
        assertThatThrownBy(() -> cipher.open(plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("042042");
    }

    @Test
    void doesNotStartWithoutKeys() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.jwks"), "{\"keys\":[]}");
        Path missing = directory.resolve("missing.jwks");

        assertThatThrownBy(() -> OrderCipher.read(empty)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> OrderCipher.read(missing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing.jwks");
    }

    private static String encrypt(@Nullable String kid, byte[] key, EncryptionMethod method) throws JOSEException {
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, method).keyID(kid).build(), new Payload(SmsJson.write(ORDER)));
        jwe.encrypt(new DirectEncrypter(key));
        return jwe.serialize();
    }

    private static String jwk(String kid, byte[] key) {
        return "{\"kty\":\"oct\",\"kid\":\"" + kid + "\",\"alg\":\"A256GCM\",\"use\":\"enc\",\"k\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\"}";
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) value);
        return key;
    }
}
