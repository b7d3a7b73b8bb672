package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No token but a right one opens anything, on each path that takes an access token. */
@ExtendWith(ProductExtension.class)
class TokenRefusalIT {

    /** Every one of the document that takes an access token. */
    private static final List<ApiDocument.Call> CALLS = ApiDocument.V1.list("/me", "/sessions/current");

    /** In every build each call meets another one of so many wrong tokens, in the long series all. */
    private static final int SHARE = Rounds.of(10, 1);

    /** A server that meets a longer header cuts the connection, at times while the client still writes. */
    private static final int MOST_HEADER_OCTETS = 32 * 1024;

    private final Product product;

    TokenRefusalIT(Product product) {
        this.product = product;
    }

    @Test
    void aRightTokenOpensAndAnyOtherDoesNot() throws Exception {
        TestUser user = product.operator().newUser();
        String token = product.portal().logIn(user, product.inbox());
        Answer me = product.http().as(token).get("/api/v1/me");
        assertThat(me.status()).as(me.toString()).isEqualTo(200);
        assertThat(me.text("userName")).isEqualTo(user.userName());
        assertThat(me.text("scope")).isEqualTo("full");
        assertThat(me.text("factor")).isEqualTo("SMS");

        Map<String, String> forged = forged(token);
        List<String> names = List.copyOf(forged.keySet());
        assertThat(names).hasSizeGreaterThan(60);
        assertThat(CALLS).hasSizeGreaterThan(50);

        for (int call = 0; call < CALLS.size(); call++) {
            for (int i = call % SHARE; i < names.size(); i += SHARE) {
                assertRefused(
                        names.get(i), CALLS.get(call).method(), CALLS.get(call).path(), forged.get(names.get(i)));
            }
        }
        assertThat(product.http().as(token).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void whoAsksForOthersIsToldThatARightTokenIsGoodAndNoOther() throws Exception {
        String token = product.portal().logIn(product.operator().newUser(), product.inbox());

        forged(token)
                .forEach((name, text) -> assertThat(introspect(text)).as(name).isIn("{\"active\":false}", "TOO_LARGE"));
        assertThat(introspect(token)).contains("\"active\":true");
    }

    private Map<String, String> forged(String token) throws Exception {
        Map<String, String> forged = forgeries(token);
        forged.putAll(vectors());
        return forged;
    }

    @Test
    void whoShowsNoTokenLearnsNoError() {
        for (ApiDocument.Call call : CALLS) {
            HttpResponse<String> answer = exchange(product.http().request(call.path()), call.method());

            assertThat(answer.statusCode()).as(call.toString()).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"TOKEN_REQUIRED\"");
            assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        }
    }

    @Test
    void twoTokensAreNone() {
        String token = product.portal().logIn(product.operator().newUser(), product.inbox());
        HttpRequest.Builder request = product.http()
                .request("/api/v1/me")
                .header("Authorization", "Bearer " + token)
                .header("Authorization", "Bearer " + token);

        assertThat(exchange(request, "GET").statusCode()).isEqualTo(401);
    }

    @Test
    void otherSecretsAreNoTokens() {
        Portal.Attempt attempt = product.portal().begin(product.operator().newUser());

        assertRefused("attempt secret", "GET", "/api/v1/me", attempt.begun().text("secret"));
        assertRefused("operator token", "GET", "/api/v1/me", product.operatorToken());
    }

    private void assertRefused(String name, String method, String path, String token) {
        HttpRequest.Builder request;
        try {
            request = product.http().request(path).header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException e) {
            return; // no HTTP header at all
        }
        HttpResponse<String> answer;
        try {
            answer = exchange(request, method);
        } catch (UncheckedIOException cut) {
            assertThat(token.length()).as(name + " was cut off").isGreaterThan(MOST_HEADER_OCTETS);
            return;
        }

        assertThat(answer.statusCode()).as(name + " at " + path).isIn(401, 400, 431);
        assertThat(answer.body()).as(name).doesNotContain(token.isEmpty() ? "\"userName\"" : token);
        if (answer.statusCode() == 401) {
            assertThat(answer.body()).as(name).contains("\"code\":\"TOKEN_REQUIRED\"");
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .as(name)
                    .containsExactly("Bearer error=\"invalid_token\"");
        }
    }

    /** What is told to who asks for others. */
    private String introspect(String token) {
        Answer told = product.operator()
                .http()
                .send(
                        "POST",
                        "/api/v1/introspect",
                        "application/x-www-form-urlencoded",
                        "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        return told.status() == 200 ? told.body() : told.text("code");
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request, String method) {
        return Http.exchange(
                request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The tokens of the vectors: right or wrong, none of them is of this server. */
    private static Map<String, String> vectors() throws Exception {
        try (InputStream file = TokenRefusalIT.class.getResourceAsStream("/vectors/jwt.json")) {
            JsonNode project = new ObjectMapper().readTree(file).path("project");
            Map<String, String> tokens = new LinkedHashMap<>();
            for (String list : List.of("valid", "must_reject", "leeway")) {
                project.path(list)
                        .forEach(vector -> tokens.put(
                                list + ": " + vector.path("case").asText(),
                                vector.path("token").asText()));
            }
            return tokens;
        }
    }

    /** What can be made of a right token and the public keys, without the private one. */
    private Map<String, String> forgeries(String token) throws Exception {
        SignedJWT right = SignedJWT.parse(token);
        String[] parts = token.split("\\.", -1);
        String header = text(parts[0]);
        String claims = text(parts[1]);
        ECKey published = JWKSet.parse(
                        product.http().get("/.well-known/jwks.json").body())
                .getKeyByKeyId(right.getHeader().getKeyID())
                .toECKey();
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID(published.getKeyID()).generate();
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);

        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("alg none", encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".");
        forged.put(
                "alg none, old signature", encode(header.replace("ES256", "none")) + "." + parts[1] + "." + parts[2]);
        forged.put(
                "another user",
                parts[0] + "." + encode(claims.replaceAll("\"sub\":\"[^\"]*", "\"sub\":\"a")) + "." + parts[2]);
        forged.put(
                "later end",
                parts[0] + "." + encode(claims.replaceAll("\"exp\":[0-9]*", "\"exp\":9999999999")) + "." + parts[2]);
        forged.put("no signature", parts[0] + "." + parts[1] + ".");
        forged.put("two parts", parts[0] + "." + parts[1]);
        forged.put("r = s = 0", parts[0] + "." + parts[1] + "." + encode(new byte[64]));
        forged.put("DER", parts[0] + "." + parts[1] + "." + encode(ECDSA.transcodeSignatureToDER(signature)));
        forged.put("padding", token + "==");
        forged.put("a character more", token + "A");
        forged.put("a character less", token.substring(0, token.length() - 1));
        forged.put("another key under the right id", signed(right, own));
        forged.put("another key brought along", withJwk(right, own));
        forged.put("HS256 with the public key", hs256(right, published));
        forged.put("public key's x as the secret", hs256(right, published.getX().decode()));
        forged.put("spare bits", parts[0] + "." + parts[1] + "." + withSpareBit(parts[2]));
        return forged;
    }

    private static String signed(SignedJWT right, ECKey key) throws Exception {
        SignedJWT forged = new SignedJWT(right.getHeader(), right.getJWTClaimsSet());
        forged.sign(new ECDSASigner(key));
        return forged.serialize();
    }

    private static String withJwk(SignedJWT right, ECKey key) throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(right.getHeader()).jwk(key.toPublicJWK()).build();
        SignedJWT forged = new SignedJWT(header, right.getJWTClaimsSet());
        forged.sign(new ECDSASigner(key));
        return forged.serialize();
    }

    private static String hs256(SignedJWT right, ECKey published) throws Exception {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(published.toECPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return hs256(right, pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hs256(SignedJWT right, byte[] secret) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(right.getHeader().getKeyID())
                .build();
        SignedJWT forged = new SignedJWT(header, right.getJWTClaimsSet());
        forged.sign(new MACSigner(secret));
        return forged.serialize();
    }

    /** 64 octets leave four bits of the last character unused; a decoder that ignores them sees the same signature. */
    private static String withSpareBit(String signature) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(signature.charAt(signature.length() - 1));
        return signature.substring(0, signature.length() - 1) + alphabet.charAt(last + 1);
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] octets) {
        return Base64URL.encode(octets).toString();
    }
}
