package dev.countersign.token;

import dev.countersign.crypto.Ecdsa;
import dev.countersign.time.ClockSkew;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a JWT (RFC 7519) is one of ours and may be used now, as RFC 8725 asks: one algorithm, one key that the
 * key id names among our own, nothing that the token brings along to be trusted. Unknown claims are ignored, unknown
 * header parameters are not.
 */
public final class JwtVerifier {

    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

    /** More digits behind the point than a clock has, or sums that fill the memory, are no time. */
    private static final int MAX_SCALE = 9;

    private final JwtRules rules;
    private final Function<String, Optional<ECPublicKey>> keys;

    /** @param keys the public key of a key id, among those that may have signed */
    public JwtVerifier(JwtRules rules, Function<String, Optional<ECPublicKey>> keys) {
        this.rules = rules;
        this.keys = keys;
    }

    /** The claims of the token; empty unless everything about it is right. */
    public Optional<JsonObject> verify(String token, Instant now) {
        return CompactJws.parse(token)
                .filter(jws -> isOurKind(jws.header()) && isSignedByUs(jws))
                .map(CompactJws::payload)
                .filter(claims -> isForUs(claims) && isInTime(claims, now));
    }

    private boolean isOurKind(JsonObject header) {
        String type = header.containsKey("typ") ? text(header.get("typ")).orElse("?") : "";
        return HEADERS.containsAll(header.keySet())
                && isText("ES256", header.get("alg"))
                && rules.types().contains(type);
    }

    private boolean isSignedByUs(CompactJws jws) {
        return text(jws.header().get("kid"))
                .flatMap(keys)
                .filter(key -> Ecdsa.isSignature(jws.signed(), jws.signature(), key))
                .isPresent();
    }

    private boolean isForUs(JsonObject claims) {
        return isText(rules.issuer(), claims.get("iss")) && isOurAudience(claims.get("aud"));
    }

    private boolean isOurAudience(@Nullable JsonValue audience) {
        if (audience instanceof JsonArray several) {
            return several.stream().allMatch(JsonString.class::isInstance)
                    && several.stream().anyMatch(one -> isText(rules.audience(), one));
        }
        return isText(rules.audience(), audience);
    }

    /**
     * Before {@code exp}, not before {@code nbf} where there is one, and not issued in the future. That is looked at less closely: a node
     * whose clock is ahead issues good tokens.
     */
    private boolean isInTime(JsonObject claims, Instant now) {
        BigDecimal leeway = BigDecimal.valueOf(rules.leeway().toMillis(), 3);
        BigDecimal earliest = seconds(now).subtract(leeway);
        BigDecimal latest = seconds(now).add(leeway);
        return date(claims.get("exp"))
                        .filter(end -> end.compareTo(earliest) > 0)
                        .isPresent()
                && isReached("nbf", claims, latest)
                && isReached("iat", claims, seconds(ClockSkew.latest(now)));
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }

    private static boolean isReached(String claim, JsonObject claims, BigDecimal latest) {
        return !claims.containsKey(claim)
                || date(claims.get(claim))
                        .filter(from -> from.compareTo(latest) <= 0)
                        .isPresent();
    }

    /** A NumericDate (RFC 7519 section 2) of a year that people use; it may have a fraction. */
    private static Optional<BigDecimal> date(@Nullable JsonValue value) {
        return value instanceof JsonNumber number
                ? Optional.of(number.bigDecimalValue())
                        .filter(seconds -> seconds.signum() >= 0
                                && seconds.compareTo(LATEST) <= 0
                                && Math.abs(seconds.scale()) <= MAX_SCALE)
                : Optional.empty();
    }

    private static boolean isText(String expected, @Nullable JsonValue value) {
        return text(value).filter(expected::equals).isPresent();
    }

    private static Optional<String> text(@Nullable JsonValue value) {
        return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }
}
