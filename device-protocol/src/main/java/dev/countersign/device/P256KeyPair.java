package dev.countersign.device;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** A key pair of P-256 for one agreement. Its private key cannot be wiped: the JDK keeps it in a number. */
public final class P256KeyPair {

    private final PrivateKey privateKey;

    private final P256PublicKey publicKey;

    private P256KeyPair(PrivateKey privateKey, P256PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    public static P256KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(P256.NAME), random);
            KeyPair pair = generator.generateKeyPair();
            return new P256KeyPair(pair.getPrivate(), P256PublicKey.of((ECPublicKey) pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key pair of P-256 can be made", e);
        }
    }

    /** What {@link #privateOctets} gave, with the public key of the same pair. Throws {@link MalformedOctetsException}. */
    public static P256KeyPair of(Octets privateOctets, P256PublicKey publicKey) {
        byte[] pkcs8 = privateOctets.toArray();
        try {
            return new P256KeyPair(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), publicKey);
        } catch (GeneralSecurityException e) {
            throw new MalformedOctetsException("these octets are no private key", e);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    public P256PublicKey publicKey() {
        return publicKey;
    }

    /** The private key in PKCS #8 (RFC 5958): to be kept encrypted, and no longer than its activation. */
    public Octets privateOctets() {
        return Octets.owning(privateKey.getEncoded());
    }

    /** The shared secret Z: the x coordinate of the common point, 32 octets (NIST SP 800-56A section 5.7.1.2). */
    public Octets agreeWith(P256PublicKey other) {
        try {
            KeyAgreement ecdh = KeyAgreement.getInstance("ECDH");
            ecdh.init(privateKey);
            ecdh.doPhase(other.toJdk(), true);
            return Octets.owning(ecdh.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ECDH on P-256 failed", e);
        }
    }

    @Override
    public String toString() {
        return "P256KeyPair";
    }
}
