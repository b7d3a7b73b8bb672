package dev.countersign.totp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time passwords of a counter (RFC 4226), with the hash functions that RFC 6238 adds. */
final class Hotp {

    private static final int[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Hotp() {}

    /**
     * The password of a counter.
     *
     * @param mac name of the MAC: HmacSHA1, HmacSHA256 or HmacSHA512
     * @param digits 6 to 8
     */
    static String password(String mac, byte[] key, long counter, int digits) {
        byte[] hmac = hmac(mac, key, counter);
        int offset = hmac[hmac.length - 1] & 0xf;
        int number = (ByteBuffer.wrap(hmac).getInt(offset) & 0x7fffffff) % POWERS_OF_TEN[digits];
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private static byte[] hmac(String algorithm, byte[] key, long counter) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is missing", e);
        }
    }
}
