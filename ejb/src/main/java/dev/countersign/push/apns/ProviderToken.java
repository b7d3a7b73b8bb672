package dev.countersign.push.apns;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The token that tells Apple who sends. It is taken for an hour and may be renewed every twenty minutes, so one serves for forty.
 */
final class ProviderToken {

    private static final Duration SERVES = Duration.ofMinutes(40);

    private final ApnsAccount account;
    private final ECDSASigner signer;
    private final Clock clock;

    private @Nullable Signed kept;

    private record Signed(String text, Instant at) {}

    ProviderToken(ApnsAccount account, Clock clock) {
        this.account = account;
        this.signer = signer(account.key());
        this.clock = clock;
    }

    synchronized String text() {
        Signed token = kept;
        if (token == null || !clock.instant().isBefore(token.at().plus(SERVES))) {
            token = sign(clock.instant());
            kept = token;
        }
        return token.text();
    }

    /** Throws the token away if it is still the one that is kept: Apple holds it for expired. */
    synchronized void discard(String token) {
        if (kept != null && kept.text().equals(token)) {
            kept = null;
        }
    }

    private Signed sign(Instant now) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(account.keyId()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(account.teamId())
                        .issueTime(Date.from(now))
                        .build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key for APNs cannot sign", e);
        }
        return new Signed(jwt.serialize(), now);
    }

    private static ECDSASigner signer(PrivateKey key) {
        try {
            return new ECDSASigner(key, Curve.P_256);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key for APNs is not one of P-256", e);
        }
    }
}
