package dev.countersign.simulator.push;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at who sends a message (RFC 8292). */
final class VapidCheck {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern VALUE = Pattern.compile(
            "vapid t=(?<signed>(?<header>[A-Za-z0-9_-]+)\\.(?<claims>[A-Za-z0-9_-]+))\\.(?<signature>[A-Za-z0-9_-]+), ?k=(?<key>[A-Za-z0-9_-]+)");
    private static final JsonProvider JSON = JsonProvider.provider();

    private final String origin;
    private final Instant now;

    /** @param origin of the push service */
    VapidCheck(String origin, Instant now) {
        this.origin = origin;
        this.now = now;
    }

    /**
     * Refuses with 401 what proves nobody, and with 403 another one than the subscription was made for (sections 2 to 4).
     *
     * @param authorization value of the header
     * @param expected public key that the subscription was made with; empty for one that anybody may use
     */
    void check(@Nullable String authorization, Optional<String> expected) throws RefusedPushException {
        Matcher value = VALUE.matcher(authorization == null ? "" : authorization);
        if (!value.matches()) {
            throw new RefusedPushException(401, "Authorization is not vapid t=..., k=...");
        }
        if (!isSigned(value)) {
            throw new RefusedPushException(401, "the token is not signed by the key");
        }
        JsonObject claims = json(value.group("claims"));
        requireTrue(origin.equals(claims.getString("aud", "")), "aud is not " + origin);
        Instant end = Instant.ofEpochSecond(claims.getInt("exp", 0));
        requireTrue(end.isAfter(now) && !end.isAfter(now.plus(LONGEST)), "exp is over, or more than a day ahead");
        requireTrue(claims.getString("sub", "mailto:").matches("(mailto:|https://).*"), "sub is no address");
        if (expected.filter(key -> !key.equals(value.group("key"))).isPresent()) {
            throw new RefusedPushException(403, "the subscription was made for another key");
        }
    }

    private static boolean isSigned(Matcher value) throws RefusedPushException {
        requireTrue("ES256".equals(json(value.group("header")).getString("alg", "")), "alg is not ES256");
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSAinP1363Format");
            ecdsa.initVerify(Points.key(octets(value.group("key"))));
            ecdsa.update(value.group("signed").getBytes(StandardCharsets.US_ASCII));
            return ecdsa.verify(octets(value.group("signature")));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static JsonObject json(String base64url) throws RefusedPushException {
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(octets(base64url)))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new RefusedPushException(401, "the token is not JSON");
        }
    }

    private static byte[] octets(String base64url) throws RefusedPushException {
        try {
            return Base64.getUrlDecoder().decode(base64url);
        } catch (IllegalArgumentException e) {
            throw new RefusedPushException(401, "the token is not base64url");
        }
    }

    private static void requireTrue(boolean holds, String text) throws RefusedPushException {
        if (!holds) {
            throw new RefusedPushException(401, text);
        }
    }
}
