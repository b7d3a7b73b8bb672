package dev.countersign.grid;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;

/**
 * The public key of a printer of cards.
 *
 * @param jwk an RSA key (RFC 7517) of 3072 bits or more as JSON; all members but its two public numbers are left out
 */
public record PrinterKey(String jwk) {

    private static final int LEAST_BITS = 3072;
    private static final int MOST_BITS = 8192;

    public PrinterKey {
        RSAKey key = read(jwk);
        if (key.size() < LEAST_BITS) {
            throw wrongSize();
        }
        jwk = new RSAKey.Builder(key.getModulus(), key.getPublicExponent())
                .build()
                .toJSONString();
    }

    /** The key that somebody names now. One that is stored may be longer: versions before took any, and what was ordered with it stays. */
    public static PrinterKey named(String jwk) {
        if (read(jwk).size() > MOST_BITS) {
            throw wrongSize();
        }
        return new PrinterKey(jwk);
    }

    private static IllegalArgumentException wrongSize() {
        return new IllegalArgumentException("the printer's key has not " + LEAST_BITS + " to " + MOST_BITS + " bits");
    }

    /** SHA-256 over its canonical form (RFC 7638), base64url. */
    public String thumbprint() {
        try {
            return read(jwk).computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /**
     * Encrypts text for the printer (RFC 7516): compact form, RSA-OAEP-256 and A256GCM.
     *
     * @param contentType of the text, as a media type
     */
    String seal(String text, String contentType) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                .contentType(contentType)
                .keyID(thumbprint())
                .build();
        JWEObject sealed = new JWEObject(header, new Payload(text));
        try {
            sealed.encrypt(new RSAEncrypter(read(jwk)));
        } catch (JOSEException e) {
            throw new IllegalStateException("nothing can be encrypted for the printer", e);
        }
        return sealed.serialize();
    }

    private static RSAKey read(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the printer's key is no RSA key as of RFC 7517", e);
        }
    }
}
