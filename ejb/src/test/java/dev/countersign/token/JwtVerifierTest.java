package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.countersign.Vectors;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of {@code jwt.json} (RFC 8725 section 3, RFC 7515 section 4.1) and those that a stranger would try. */
class JwtVerifierTest {

    private static final JsonObject VECTORS = Vectors.read("jwt.json");
    private static final JsonObject PROJECT = VECTORS.getJsonObject("project");
    private static final Instant NOW =
            Instant.ofEpochSecond(PROJECT.getJsonNumber("now").longValueExact());
    private static final ECKey OWN = newKey();
    private static final String CLAIMS = "{\"iss\":\"https://2fa.example\",\"aud\":\"broker-api\",\"exp\":%s}";
    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"own\"}";

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsRight(String name, JsonObject vector) {
        assertThat(verify(vector.getString("token"))).as(name).isPresent();
    }

    /** HS256 is right in the vectors with a key of its own; this product signs and takes ES256 alone. */
    @Test
    void takesNoOtherAlgorithmHoweverRightItIs() {
        JsonObject vector = PROJECT.getJsonArray("valid").getJsonObject(0);
        assertThat(vector.getString("case")).isEqualTo("HS256");

        assertThat(verify(vector.getString("token"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatMustBeRefused(String name, String token) {
        assertThat(verify(token)).as(name).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("leeway")
    void allowsForClocksThatDiffer(String name, JsonObject vector) {
        assertThat(verify(vector.getString("token")).isPresent()).as(name).isEqualTo(vector.getBoolean("accept"));
    }

    /** RFC 8725 section 3.11: a token of another kind is none of ours, whoever signed it. */
    @Test
    void takesOurOwnTypeAlone() {
        String token = PROJECT.getJsonArray("valid").getJsonObject(1).getString("token");

        assertThat(product(PROJECT.getJsonObject("es256_jwk"), "k1").verify(token, NOW))
                .isEmpty();
    }

    @Test
    void takesWhatWeSign() {
        assertThat(own().verify(sign(HEADER, CLAIMS.formatted("1893456300")), NOW))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"own\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"own\",\"kid\":\"own\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"own\"} {}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"own\",\"x5c\":[]}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"own\",\"x5u\":\"http://a.example\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"own\",\"jku\":\"http://a.example\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"own\",\"crit\":[]}",
                "{\"alg\":\"ES256\",\"typ\":\"AT+JWT\",\"kid\":\"own\"}",
                "{\"alg\":\"ES256\",\"typ\":null,\"kid\":\"own\"}",
                "{\"alg\":\"ES256\",\"kid\":\"own\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"other\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":[\"own\"]}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"es256\",\"typ\":\"at+jwt\",\"kid\":\"own\"}",
                "{\"alg\":\"ES384\",\"typ\":\"at+jwt\",\"kid\":\"own\"}"
            })
    void refusesAnyOtherHeaderUnderARightSignature(String header) {
        assertThat(own().verify(sign(header, CLAIMS.formatted("1893456300")), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1893456000,false",
        "1893456000.001,true",
        "1893456001,true",
        "0,false",
        "2e9,true",
        "1e-400000,false",
        "1e400000,false",
        "1893456300.1234567891,false",
        "null,false",
        "[1893456300],false",
        "253402300799,true",
        "253402300800,false",
        "1893456300.123456789,true"
    })
    void comparesTheEndWithTheClockToTheFraction(String exp, boolean taken) {
        String token = sign(HEADER, CLAIMS.formatted(exp));

        assertThat(own().verify(token, NOW).isPresent()).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"https://2fa.example\",\"aud\":[\"another-api\",\"broker-api\"],\"exp\":1893456300}",
                "{\"iss\":\"https://2fa.example\",\"aud\":\"broker-api\",\"exp\":1893456300,\"iat\":1893456300}",
                "{\"iss\":\"https://2fa.example\",\"aud\":\"broker-api\",\"exp\":1893456300,\"nbf\":1893456000}"
            })
    void takesOurAudienceAmongOthersAndATimeThatHasJustComeForUsOrForAnotherNode(String claims) {
        assertThat(own().verify(sign(HEADER, claims), NOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"iss\":\"https://2fa.example\",\"aud\":[\"broker-api\",1],\"exp\":1893456300}",
                "{\"iss\":\"https://2fa.example\",\"aud\":[\"another-api\"],\"exp\":1893456300}",
                "{\"iss\":\"https://2fa.example\",\"aud\":[],\"exp\":1893456300}",
                "{\"iss\":\"https://2fa.example\",\"aud\":{},\"exp\":1893456300}",
                "{\"iss\":[\"https://2fa.example\"],\"aud\":\"broker-api\",\"exp\":1893456300}",
                "{\"aud\":\"broker-api\",\"exp\":1893456300}",
                "{\"iss\":\"https://2fa.example\",\"iss\":\"https://2fa.example\",\"aud\":\"broker-api\",\"exp\":1893456300}",
                "{\"iss\":\"https://2fa.example\",\"aud\":\"broker-api\",\"exp\":1893456300,\"nbf\":\"0\"}",
                "{\"iss\":\"https://2fa.example\",\"aud\":\"broker-api\",\"exp\":1893456300,\"iat\":null}",
                "{\"iss\":\"https://2fa.example\",\"aud\":\"broker-api\",\"exp\":1893456300,\"iat\":1893456300.001}"
            })
    void refusesClaimsOfAnotherFormUnderARightSignature(String claims) {
        assertThat(own().verify(sign(HEADER, claims), NOW)).isEmpty();
    }

    private static Stream<Arguments> valid() {
        return named("valid").skip(1);
    }

    private static Stream<Arguments> leeway() {
        return named("leeway");
    }

    private static Stream<Arguments> refused() {
        Stream<Arguments> project = PROJECT.getJsonArray("must_reject").getValuesAs(JsonObject.class).stream()
                .map(vector -> Arguments.of(vector.getString("case"), vector.getString("token")));
        Stream<Arguments> rfc7515 = VECTORS.getJsonArray("rfc7515").getValuesAs(JsonObject.class).stream()
                .map(vector -> Arguments.of("RFC 7515 " + vector.getString("section"), vector.getString("token")));
        return Stream.concat(project, rfc7515);
    }

    private static Stream<Arguments> named(String list) {
        return PROJECT.getJsonArray(list).getValuesAs(JsonObject.class).stream()
                .map(vector -> Arguments.of(vector.getString("case"), vector));
    }

    /** As the vectors have it: a key k1, sixty seconds of leeway, {@code typ} JWT or none. */
    private static Optional<JsonObject> verify(String token) {
        ECPublicKey key = publicKey(parse(PROJECT.getJsonObject("es256_jwk")));
        JwtRules rules = new JwtRules(
                PROJECT.getString("expected_iss"),
                PROJECT.getString("expected_aud"),
                Set.of("", "JWT"),
                Duration.ofSeconds(PROJECT.getInt("leeway_seconds")));
        return new JwtVerifier(rules, kid -> kid.equals("k1") ? Optional.of(key) : Optional.empty()).verify(token, NOW);
    }

    private static JwtVerifier product(JsonObject jwk, String keyId) {
        return verifier(publicKey(parse(jwk)), keyId);
    }

    private static JwtVerifier own() {
        return verifier(publicKey(OWN), "own");
    }

    private static JwtVerifier verifier(ECPublicKey key, String keyId) {
        JwtRules rules = new JwtRules("https://2fa.example", "broker-api", Set.of("at+jwt"), Duration.ZERO);
        return new JwtVerifier(rules, kid -> kid.equals(keyId) ? Optional.of(key) : Optional.empty());
    }

    private static String sign(String header, String claims) {
        String signed =
                encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSAinP1363Format");
            ecdsa.initSign(OWN.toECPrivateKey());
            ecdsa.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(ecdsa.sign());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("own").generate();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey parse(JsonObject jwk) {
        try {
            return ECKey.parse(jwk.toString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECPublicKey publicKey(ECKey key) {
        try {
            return key.toECPublicKey();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
