package dev.countersign.push.webpush;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.device.P256PublicKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;

/**
 * Tells a push service who sends (RFC 8292): a token signed for the origin of the endpoint, and the key that verifies it. The token
 * lives for an hour, of the 24 that section 2 allows.
 */
final class Vapid {

    private static final Duration LIFE = Duration.ofHours(1);

    private final ECKey pair;
    private final Optional<String> subject;

    /** @param subject who is to be asked when something is wrong: an address with mailto: or https: (section 2.1) */
    Vapid(ECKey pair, Optional<String> subject) {
        this.pair = pair;
        this.subject = subject;
    }

    /** The public key as browsers want it: the 65 octets of the point in base64url. */
    String applicationServerKey() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            P256PublicKey.of(pair.toECPublicKey()).octets().toArray());
        } catch (JOSEException e) {
            throw new IllegalStateException("the key of VAPID has no public part", e);
        }
    }

    /** Value of the header Authorization (section 3). */
    String authorization(URI endpoint, Instant now) {
        return "vapid t=" + token(originOf(endpoint), now) + ", k=" + applicationServerKey();
    }

    private String token(String audience, Instant now) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder().audience(audience).expirationTime(Date.from(now.plus(LIFE)));
        subject.ifPresent(claims::subject);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims.build());
        try {
            jwt.sign(new ECDSASigner(pair));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with the key of VAPID", e);
        }
        return jwt.serialize();
    }

    /** Scheme, host, and the port where it stands (RFC 6454 section 6.2). */
    private static String originOf(URI endpoint) {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port;
    }
}
