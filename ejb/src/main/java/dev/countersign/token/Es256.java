package dev.countersign.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/** Verifies ES256 (RFC 7518 section 3.4): ECDSA on P-256 with SHA-256, the signature as r and s of 32 octets each. */
public final class Es256 {

    private static final int HALF = 32;

    private Es256() {}

    /** Whether the key made the signature; false for one that is no signature at all. */
    public static boolean isSignature(byte[] signed, byte[] signature, ECPublicKey key) {
        if (signature.length != 2 * HALF || !isInRange(signature, 0, key) || !isInRange(signature, HALF, key)) {
            return false;
        }
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSAinP1363Format");
            ecdsa.initVerify(key);
            ecdsa.update(signed);
            return ecdsa.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a public key of the key set does not verify ES256", e);
        }
    }

    /** Both numbers lie between 1 and the order of the curve less 1, whatever the library below looks at. */
    private static boolean isInRange(byte[] signature, int from, ECPublicKey key) {
        BigInteger number = new BigInteger(1, Arrays.copyOfRange(signature, from, from + HALF));
        return number.signum() > 0 && number.compareTo(key.getParams().getOrder()) < 0;
    }
}
