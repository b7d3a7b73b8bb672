package dev.countersign.device;

import java.nio.ByteBuffer;

/** One-time passwords of a counter (RFC 4226), with the hash functions that RFC 6238 adds for those of time. */
public final class Hotp {

    private Hotp() {}

    /**
     * The password of a counter, or of the time steps since 1970 (RFC 6238 section 4.2).
     *
     * @param digits 1 to 10; apps and cards show 6 to 8
     */
    public static String password(HashFunction hash, byte[] key, long counter, int digits) {
        byte[] octets = ByteBuffer.allocate(Long.BYTES).putLong(counter).array();
        return Ocra.truncate(hash.hmac(key, octets), digits);
    }
}
