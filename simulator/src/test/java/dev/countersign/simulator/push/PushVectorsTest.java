package dev.countersign.simulator.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8188 section 3, RFC 8291 section 5, RFC 8292 section 2.4, and computed vectors of all three, from the receiver's side. */
class PushVectorsTest {

    private static final JsonObject VECTORS = read();
    private static final JsonObject EXAMPLE = VECTORS.getJsonObject("rfc8291");
    private static final JsonObject VAPID = VECTORS.getJsonObject("rfc8292");
    private static final Instant EXAMPLE_END = Instant.ofEpochSecond(1453523768);

    static Stream<JsonObject> codings() {
        return VECTORS.getJsonArray("rfc8188").stream().map(value -> value.asJsonObject());
    }

    static Stream<JsonObject> messages() {
        return Stream.concat(
                Stream.of(EXAMPLE),
                VECTORS.getJsonArray("messages_computed").stream().map(value -> value.asJsonObject()));
    }

    static Stream<JsonObject> tokens() {
        return VECTORS.getJsonObject("vapid_computed").getJsonArray("tokens").stream()
                .map(value -> value.asJsonObject());
    }

    @ParameterizedTest
    @MethodSource("codings")
    void decodesTheContentCoding(JsonObject vector) throws Exception {
        ContentCoding coding = new ContentCoding(octets(vector.getString("body")));

        assertThat(new String(coding.keyId(), StandardCharsets.US_ASCII)).isEqualTo(vector.getString("keyid"));
        assertThat(text(coding.decode(octets(vector.getString("ikm"))))).isEqualTo(vector.getString("plaintext"));
    }

    /** The first record of the second example alone, which says that it is not the last. */
    @Test
    void aBodyThatWasCutBetweenItsRecordsIsRefused() throws Exception {
        JsonObject vector = VECTORS.getJsonArray("rfc8188").getJsonObject(1);
        int header = 16 + 4 + 1 + vector.getString("keyid").length();
        byte[] cut = Arrays.copyOf(octets(vector.getString("body")), header + vector.getInt("rs"));

        assertThatThrownBy(() -> new ContentCoding(cut).decode(octets(vector.getString("ikm"))))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void opensMessages(JsonObject vector) throws Exception {
        assertThat(text(keys(vector).open(octets(vector.getString("body"))))).isEqualTo(vector.getString("plaintext"));
    }

    @Test
    void opensNothingThatWasChangedOrCut() throws Exception {
        BrowserKeys keys = keys(EXAMPLE);
        byte[] body = octets(EXAMPLE.getString("body"));
        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            // A record size that is still no smaller than the one record changes nothing.
            if (i < 16 || i >= 20) {
                assertThatThrownBy(() -> keys.open(changed)).isInstanceOf(GeneralSecurityException.class);
            }
            byte[] cut = Arrays.copyOf(body, i);
            assertThatThrownBy(() -> keys.open(cut)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void aPushMessageHasOneRecord() throws Exception {
        byte[] body = octets(EXAMPLE.getString("body"));
        body[18] = 0;
        body[19] = 30;

        assertThatThrownBy(() -> keys(EXAMPLE).open(body)).hasMessageContaining("one record");
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void knowsTheSenderOfATokenForItsOrigin(JsonObject vector) {
        String key = VECTORS.getJsonObject("vapid_computed").getString("public_key");
        String authorization = "vapid t=" + vector.getString("token_rfc6979") + ", k=" + key;
        Instant now = Instant.ofEpochSecond(vector.getInt("exp")).minusSeconds(1);

        assertThatCode(() -> new VapidCheck(vector.getString("audience"), now).check(authorization, Optional.of(key)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new VapidCheck("https://push.example.net", now).check(authorization, Optional.empty()))
                .hasMessageContaining("aud");
    }

    @Test
    void knowsTheSenderOfTheExample() {
        assertThatCode(() -> example(EXAMPLE_END.minusSeconds(1), VAPID.getString("authorization")))
                .doesNotThrowAnyException();
        assertThatCode(() -> example(EXAMPLE_END.minusSeconds(86_400), VAPID.getString("authorization")))
                .doesNotThrowAnyException();
    }

    @Test
    void aTokenEndsAndBeginsADayBeforeItsEnd() {
        assertThatThrownBy(() -> example(EXAMPLE_END, VAPID.getString("authorization")))
                .hasMessageContaining("exp");
        assertThatThrownBy(() -> example(EXAMPLE_END.minusSeconds(86_401), VAPID.getString("authorization")))
                .hasMessageContaining("exp");
    }

    @ParameterizedTest
    @CsvSource({"vapid t=, WebPush t=", "k=BA1H, k=BB1H", "i3CYb7t4, i3CYb7t5", ".eyJhdWQi, .fyJhdWQi", "', k=', ' k='"
    })
    void aTokenThatProvesNobodyIsRefused(String part, String other) {
        String authorization = VAPID.getString("authorization").replace(part, other);

        assertThatThrownBy(() -> example(EXAMPLE_END.minusSeconds(1), authorization))
                .isInstanceOfSatisfying(
                        RefusedPushException.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }

    @Test
    void anotherKeyThanTheSubscriptionsIsRefused() {
        VapidCheck check = new VapidCheck("https://push.example.net", EXAMPLE_END.minusSeconds(1));

        assertThatThrownBy(() -> check.check(VAPID.getString("authorization"), Optional.of("BAnother")))
                .isInstanceOfSatisfying(
                        RefusedPushException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    private static void example(Instant now, String authorization) throws RefusedPushException {
        new VapidCheck("https://push.example.net", now).check(authorization, Optional.empty());
    }

    private static BrowserKeys keys(JsonObject vector) throws GeneralSecurityException {
        byte[] point = octets(vector.getString("ua_public"));
        ECPublicKey publicKey = Points.key(point);
        PrivateKey privateKey = KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(
                        new BigInteger(1, octets(vector.getString("ua_private"))), publicKey.getParams()));
        assertThat(Points.octets(publicKey)).isEqualTo(point);
        return new BrowserKeys(privateKey, point, octets(vector.getString("auth_secret")));
    }

    private static byte[] octets(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static JsonObject read() {
        try (InputStream file = PushVectorsTest.class.getResourceAsStream("/vectors/webpush.json");
                JsonReader reader = Json.createReader(file)) {
            return reader.readObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
