package dev.countersign.device;

/** The symmetric key of a device for OCRA; {@link #close} wipes it. */
public record OcraKey(Octets octets) implements AutoCloseable {

    public OcraKey {
        if (octets.length() == 0) {
            throw new IllegalArgumentException("a key has some octets");
        }
    }

    @Override
    public void close() {
        octets.close();
    }
}
