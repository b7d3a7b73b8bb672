package dev.countersign.device;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions of the protocol: those that an OCRA suite may name (RFC 6287 sections 6.2 and 6.3). */
public enum HashFunction {
    SHA1("SHA-1", "HmacSHA1", 20),
    SHA256("SHA-256", "HmacSHA256", 32),
    SHA512("SHA-512", "HmacSHA512", 64);

    private final String digest;
    private final String mac;
    private final int length;

    HashFunction(String digest, String mac, int length) {
        this.digest = digest;
        this.mac = mac;
        this.length = length;
    }

    /** Octets of a hash, and of a key of full strength. */
    public int length() {
        return length;
    }

    byte[] digest(byte[] octets) {
        try {
            return MessageDigest.getInstance(digest).digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(digest + " is missing", e);
        }
    }

    byte[] hmac(byte[] key, byte[] octets) {
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(key, mac));
            return hmac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(mac + " failed", e);
        }
    }
}
