package dev.countersign.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Opens sessions and signs their tokens; works inside the caller's transaction. */
@ApplicationScoped
public class Tokens {

    @Inject
    private EntityManager entities;

    @Inject
    private SigningKeys keys;

    @Inject
    private TokenSettings settings;

    @Inject
    private Clock clock;

    /** Opens the session of a login and signs its first token. A second session of one attempt fails at the database. */
    public AccessToken open(Login login) {
        Instant now = clock.instant();
        LoginSession session = new LoginSession(login, now, settings.sessionLife());
        entities.persist(session);
        entities.flush();
        return new AccessToken(sign(claims(login, session, now)), settings.tokenLife());
    }

    /** The public keys as a JWK Set (RFC 7517 section 5). */
    public String jwks() {
        return "{\"keys\":[" + String.join(",", keys.listPublic()) + "]}";
    }

    private JWTClaimsSet claims(Login login, LoginSession session, Instant now) {
        String factor = login.factor().toLowerCase(Locale.ROOT);
        return new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .subject(login.userName())
                .audience(settings.audience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.tokenLife())))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", session.id())
                .claim("client_id", login.clientKind())
                .claim("auth_time", login.authenticatedAt().getEpochSecond())
                .claim("amr", List.of("pwd", factor, "mfa"))
                .claim("acr", factor)
                .claim("factor_since", login.factorSince().getEpochSecond())
                .claim("roles", List.of("user"))
                .claim("scope", "full")
                .build();
    }

    private String sign(JWTClaimsSet claims) {
        ECKey key = keys.signer();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with key " + key.getKeyID(), e);
        }
        return jwt.serialize();
    }
}
