package dev.countersign.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;

/**
 * A P-256 key pair that signs by ES256 (RFC 7518 section 3.4), as a row keeps it.
 *
 * @param publicJwk the public part as a JWK (RFC 7517)
 * @param privateSealed the whole pair, sealed for the row of the key's id
 */
public record SealedPair(String publicJwk, String privateSealed) {

    /** A new pair. */
    public static SealedPair make(Secrets secrets, Purpose purpose, String keyId) {
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256)
                    .keyID(keyId)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            return new SealedPair(pair.toPublicJWK().toJSONString(), secrets.seal(purpose, keyId, pair.toJSONString()));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a P-256 key pair", e);
        }
    }

    /** The pair of a row; throws {@link UnreadableSecretException} if it was sealed for another. */
    public static ECKey open(Secrets secrets, Purpose purpose, String keyId, String privateSealed) {
        try {
            return ECKey.parse(secrets.open(purpose, keyId, privateSealed));
        } catch (ParseException e) {
            // The cause is left out: it may quote the key.
            throw new IllegalStateException("signing key " + keyId + " is no JWK");
        }
    }
}
