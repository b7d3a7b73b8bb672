package dev.countersign.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Puts texts one after the other so that no two lists of texts give the same octets: each is written as the number of its
 * UTF-8 octets (four octets, the highest first) and then those octets.
 */
final class CanonicalOctets {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    CanonicalOctets add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        octets.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        octets.writeBytes(utf8);
        return this;
    }

    CanonicalOctets add(long number) {
        return add(Long.toString(number));
    }

    byte[] toArray() {
        return octets.toByteArray();
    }

    /** SHA-256 (FIPS 180-4) of the octets, as 64 lower-case hexadecimal digits. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
