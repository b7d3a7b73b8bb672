package dev.countersign.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.Vectors;
import jakarta.json.JsonObject;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8292. */
class VapidTest {

    private static final JsonObject VECTORS = Vectors.read("webpush.json").getJsonObject("vapid_computed");
    private static final ECKey PAIR =
            WebPushKeys.jwk(VECTORS.getString("public_key"), VECTORS.getString("private_key"));
    private static final Pattern VALUE = Pattern.compile("vapid t=([A-Za-z0-9_.-]+), k=([A-Za-z0-9_-]+)");
    private static final Optional<String> SUBJECT = Optional.of("mailto:ops@example.com");

    static Stream<JsonObject> tokens() {
        return VECTORS.getJsonArray("tokens").stream().map(value -> value.asJsonObject());
    }

    /** ECDSA signs with a number of chance, so the signature is verified and the rest compared. */
    @ParameterizedTest
    @MethodSource("tokens")
    void saysWhatTheTokenOfTheVectorSays(JsonObject vector) throws Exception {
        Instant now = Instant.ofEpochSecond(vector.getInt("exp")).minusSeconds(3600);

        SignedJWT token = tokenOf(new Vapid(PAIR, SUBJECT)
                .authorization(URI.create(vector.getString("audience") + "/send/abc?d=1"), now));

        SignedJWT expected = SignedJWT.parse(vector.getString("token_rfc6979"));
        assertThat(token.getHeader().toJSONObject())
                .isEqualTo(expected.getHeader().toJSONObject());
        assertThat(token.getJWTClaimsSet()).isEqualTo(expected.getJWTClaimsSet());
        assertThat(token.getSignature().decode()).hasSize(64);
        assertThat(token.verify(new ECDSAVerifier(PAIR.toPublicJWK()))).isTrue();
    }

    @Test
    void givesTheKeyThatVerifies() {
        Vapid vapid = new Vapid(PAIR, SUBJECT);

        String value = vapid.authorization(URI.create("https://push.example.net/p"), Instant.EPOCH);

        assertThat(value).endsWith(", k=" + VECTORS.getString("public_key"));
        assertThat(vapid.applicationServerKey()).isEqualTo(VECTORS.getString("public_key"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://push.example.net/p/1, https://push.example.net",
        "https://push.example.net:8443/p/1, https://push.example.net:8443",
        "http://127.0.0.1:8090/push/1?a=b, http://127.0.0.1:8090"
    })
    void isMeantForTheOriginOfTheEndpoint(URI endpoint, String audience) throws Exception {
        SignedJWT token = tokenOf(new Vapid(PAIR, Optional.empty()).authorization(endpoint, Instant.EPOCH));

        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(audience);
        assertThat(token.getJWTClaimsSet().getSubject()).isNull();
    }

    private static SignedJWT tokenOf(String authorization) throws ParseException {
        Matcher value = VALUE.matcher(authorization);
        assertThat(value.matches()).as("form of the header").isTrue();
        return SignedJWT.parse(value.group(1));
    }
}
