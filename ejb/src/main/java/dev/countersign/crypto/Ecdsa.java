package dev.countersign.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * ECDSA on P-256 with SHA-256 (FIPS 186-5 section 6). The arithmetic is Bouncy Castle's, because that of JDK 17 needs several
 * times as long and was half of all that an answered login cost (ADR 33).
 */
public final class Ecdsa {

    private static final ECDomainParameters P256 = domain();
    private static final int BARE_OCTETS = 64;

    private Ecdsa() {}

    /**
     * Signs. The secret number of each signature comes of key and message (RFC 6979), so that no weak source of chance can
     * give the key away; the same message gets the same signature.
     *
     * @return r and s of 32 octets each, as ES256 wants it (RFC 7518 section 3.4)
     */
    public static byte[] sign(byte[] message, ECPrivateKey key) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(key.getS(), P256));
        BigInteger[] numbers = signer.generateSignature(sha256(message));
        return PlainDSAEncoding.INSTANCE.encode(P256.getN(), numbers[0], numbers[1]);
    }

    /** Whether the key made the signature, r and s of 32 octets each; false for one that is no signature at all. */
    public static boolean isSignature(byte[] message, byte[] signature, ECPublicKey key) {
        if (signature.length != BARE_OCTETS) {
            return false;
        }
        try {
            return isSignature(message, PlainDSAEncoding.INSTANCE.decode(P256.getN(), signature), key);
        } catch (IllegalArgumentException e) {
            // A number of 0, or not below the order of the curve.
            return false;
        }
    }

    /** The same for a signature in DER, as WebAuthn has it (Web Authentication Level 2, section 6.5.5). */
    public static boolean isDerSignature(byte[] message, byte[] signature, ECPublicKey key) {
        if (signature.length == 0) {
            return false;
        }
        try {
            return isSignature(message, StandardDSAEncoding.INSTANCE.decode(P256.getN(), signature), key);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean isSignature(byte[] message, BigInteger[] numbers, ECPublicKey key) {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, parameters(key));
        return verifier.verifySignature(sha256(message), numbers[0], numbers[1]);
    }

    /** @throws IllegalArgumentException if the point is not on the curve */
    private static CipherParameters parameters(ECPublicKey key) {
        ECPoint point = key.getW();
        return new ECPublicKeyParameters(P256.getCurve().validatePoint(point.getAffineX(), point.getAffineY()), P256);
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }
}
