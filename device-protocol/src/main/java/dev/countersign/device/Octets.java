package dev.countersign.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Octets, often secret ones: copied on the way in and out, compared in constant time, never printed. {@link #close} wipes
 * this copy; copies that the JDK makes of a key (as {@code SecretKeySpec} does) are out of reach.
 */
public final class Octets implements AutoCloseable {

    private final byte[] octets;

    private boolean wiped;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** A copy; the caller may wipe his own. */
    public static Octets of(byte[] octets) {
        return new Octets(octets.clone());
    }

    /** From hexadecimal digits of either case, an even number of them. */
    public static Octets ofHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    static Octets ofAscii(String text) {
        return new Octets(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without a copy: the array belongs to the result from now on. */
    static Octets owning(byte[] octets) {
        return new Octets(octets);
    }

    /** So many octets of chance. */
    public static Octets random(int length, SecureRandom random) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return new Octets(octets);
    }

    public int length() {
        return octets.length;
    }

    /** A copy, which is the caller's to wipe. Throws {@link IllegalStateException} after {@link #close}. */
    public byte[] toArray() {
        if (wiped) {
            throw new IllegalStateException("these octets are wiped");
        }
        return octets.clone();
    }

    /** Lower-case hexadecimal digits: for what is public only. */
    public String toHex() {
        return HexFormat.of().formatHex(toArray());
    }

    /** Overwrites this copy with zeros; what asks for its content from now on fails. */
    @Override
    public void close() {
        Arrays.fill(octets, (byte) 0);
        wiped = true;
    }

    /** In constant time for equal lengths. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && !wiped && !that.wiped && MessageDigest.isEqual(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return octets.length;
    }

    @Override
    public String toString() {
        return octets.length + " octets";
    }
}
