package dev.countersign.device;

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
        byte[] octets = PinText.utf8(pin);
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
