package dev.countersign.device;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The hash of a PIN as OCRA takes it (RFC 6287 section 5.1, erratum 3900). Short PINs are found from it at once: a secret. */
public record PinHash(HashFunction hash, Octets octets) implements AutoCloseable {

    public PinHash {
        if (octets.length() != hash.length()) {
            throw new IllegalArgumentException("a PIN hash of " + hash + " has " + hash.length() + " octets");
        }
    }

    /** Of the UTF-8 octets of the PIN, which is the caller's to wipe. */
    public static PinHash of(char[] pin, HashFunction hash) {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
        byte[] octets = new byte[utf8.remaining()];
        utf8.get(octets);
        utf8.clear().put(new byte[utf8.capacity()]);
        try {
            return new PinHash(hash, Octets.owning(hash.digest(octets)));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    @Override
    public void close() {
        octets.close();
    }
}
