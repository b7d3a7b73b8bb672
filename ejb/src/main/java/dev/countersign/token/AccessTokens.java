package dev.countersign.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.crypto.Ecdsa;
import dev.countersign.factor.FactorKind;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Signs access tokens (RFC 9068) and recognises those that this product signed. Knows nothing of sessions' ends. */
@ApplicationScoped
class AccessTokens {

    private static final String TYPE = "at+jwt";

    /** All claims that every token of ours has. One without any of them is of another make, whoever signed it. */
    private static final Set<String> CLAIMS = Set.of(
            "iss",
            "sub",
            "aud",
            "iat",
            "exp",
            "jti",
            "sid",
            "client_id",
            "auth_time",
            "amr",
            "acr",
            "factor_since",
            "roles",
            "scope");

    @Inject
    private SigningKeys keys;

    @Inject
    private TokenSettings settings;

    @Inject
    private Clock clock;

    private JwtVerifier verifier;

    @SuppressWarnings("NullAway.Init")
    protected AccessTokens() {}

    @PostConstruct
    void prepare() {
        JwtRules rules = new JwtRules(settings.issuer(), settings.audience(), Set.of(TYPE), settings.leeway());
        verifier = new JwtVerifier(rules, keys::findPublic);
    }

    /** A new token of the session, which it never outlives. */
    AccessToken sign(LoginSession session, String userName) {
        Instant issued = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant ownEnd = issued.plus(settings.tokenLife());
        Instant sessionEnd = session.expiresAt().truncatedTo(ChronoUnit.SECONDS);
        Instant end = ownEnd.isBefore(sessionEnd) ? ownEnd : sessionEnd;
        return new AccessToken(sign(claims(session, userName, issued, end)), Duration.between(issued, end));
    }

    private String sign(JWTClaimsSet claims) {
        ECKey key = keys.signer();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(TYPE))
                .keyID(key.getKeyID())
                .build();
        byte[] input = new SignedJWT(header, claims).getSigningInput();
        return new String(input, StandardCharsets.US_ASCII) + "."
                + Base64URL.encode(Ecdsa.sign(input, privateKey(key)));
    }

    private static ECPrivateKey privateKey(ECKey pair) {
        try {
            return pair.toECPrivateKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with key " + pair.getKeyID(), e);
        }
    }

    /** What the token says, if this product signed it for itself and its time has not passed. */
    Optional<AccessClaims> verify(String token) {
        return verifier.verify(token, clock.instant())
                .filter(claims -> claims.keySet().containsAll(CLAIMS))
                .flatMap(AccessTokens::claims);
    }

    private static Optional<AccessClaims> claims(JsonObject claims) {
        return claims.get("sub") instanceof JsonString name && claims.get("sid") instanceof JsonString session
                ? Optional.of(new AccessClaims(name.getString(), session.getString(), claims.toString()))
                : Optional.empty();
    }

    /**
     * The authentication methods of a login (RFC 8176 section 2). A passkey proves a key, and that its user was there: it signs nothing
     * else. Whether an authenticator's user approved or typed is no part of a session, so both are what the weaker one is.
     */
    private static List<String> methods(LoginSession session) {
        return FactorKind.ofLogin(session.factor())
                .map(kind -> switch (kind) {
                    case PASSKEY -> List.of("pwd", "pop", "user", "mfa");
                    case SMS -> List.of("pwd", "sms", "mfa");
                    case AUTHENTICATOR,
                            DISPLAY_CARD,
                            TOTP,
                            GRID_CARD,
                            ONLINE_GRID_CARD,
                            RECOVERY_CODE,
                            TEMPORARY_PASSCODE -> List.of("pwd", "otp", "mfa");
                })
                .orElse(List.of("pwd"));
    }

    private JWTClaimsSet claims(LoginSession session, String userName, Instant issued, Instant end) {
        return new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .subject(userName)
                .audience(settings.audience())
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(end))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", session.id())
                .claim("client_id", session.clientKind())
                .claim("auth_time", session.authenticatedAt().getEpochSecond())
                .claim("amr", methods(session))
                .claim("acr", session.assurance(issued).toLowerCase(Locale.ROOT))
                .claim("factor_since", session.factorSince().getEpochSecond())
                .claim("roles", List.of("user"))
                .claim("scope", session.scope().claim())
                .build();
    }
}
