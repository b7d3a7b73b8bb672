package dev.countersign.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HKDF with SHA-256 (RFC 5869). */
public final class Hkdf {

    private static final HashFunction HASH = HashFunction.SHA256;
    private static final int MOST_OCTETS = 255 * HASH.length();

    private Hkdf() {}

    /** A pseudorandom key of 32 octets (section 2.2). An empty salt counts as 32 zeros. */
    public static Octets extract(Octets salt, Octets keyingMaterial) {
        byte[] key = salt.length() == 0 ? new byte[HASH.length()] : salt.toArray();
        byte[] material = keyingMaterial.toArray();
        try {
            return Octets.owning(HASH.hmac(key, material));
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    static Octets expand(Octets pseudorandomKey, String info, int length) {
        return expand(pseudorandomKey, info.getBytes(StandardCharsets.US_ASCII), length);
    }

    /** So many octets, at most 8160, for the purpose that the info names (section 2.3). */
    public static Octets expand(Octets pseudorandomKey, byte[] info, int length) {
        if (length < 1 || length > MOST_OCTETS) {
            throw new IllegalArgumentException("HKDF gives 1 to " + MOST_OCTETS + " octets");
        }
        byte[] key = pseudorandomKey.toArray();
        ByteBuffer output = ByteBuffer.allocate(length);
        byte[] block = {};
        for (int count = 1; output.hasRemaining(); count++) {
            ByteBuffer input = ByteBuffer.allocate(block.length + info.length + 1);
            input.put(block).put(info).put((byte) count);
            Arrays.fill(block, (byte) 0);
            block = HASH.hmac(key, input.array());
            Arrays.fill(input.array(), (byte) 0);
            output.put(block, 0, Math.min(block.length, output.remaining()));
        }
        Arrays.fill(block, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return Octets.owning(output.array());
    }
}
