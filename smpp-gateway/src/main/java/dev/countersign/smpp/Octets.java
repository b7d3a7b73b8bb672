package dev.countersign.smpp;

import java.util.Arrays;

/** Octets of a short message as a value: compared by content, copied at both borders, masked in {@code toString}. */
final class Octets {

    private final byte[] value;

    private Octets(byte[] value) {
        this.value = value;
    }

    static Octets of(byte[] value) {
        return new Octets(value.clone());
    }

    /** This followed by {@code next}. */
    Octets then(Octets next) {
        byte[] joined = Arrays.copyOf(value, value.length + next.value.length);
        System.arraycopy(next.value, 0, joined, value.length, next.value.length);
        return new Octets(joined);
    }

    byte[] toArray() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(value, octets.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** The length only: a short message carries a code. */
    @Override
    public String toString() {
        return "Octets[" + value.length + "]";
    }
}
