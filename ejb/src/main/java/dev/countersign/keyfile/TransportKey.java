package dev.countersign.keyfile;

import dev.countersign.device.Octets;

/**
 * What opens a key file; a secret.
 *
 * @param kind NONE for a file that is not protected
 * @param octets AES key of 16, 24 or 32 octets; password in UTF-8; RSA key of 2048 bits or more as PKCS #8 in DER; or none
 */
public record TransportKey(Protection kind, Octets octets) {

    private static final int LONGEST = 8 * 1024;

    public TransportKey {
        if ((kind == Protection.NONE) != (octets.length() == 0)) {
            throw new IllegalArgumentException("the transport key is empty");
        }
        if (octets.length() > LONGEST) {
            throw new IllegalArgumentException("the transport key is too long");
        }
    }

    public static TransportKey none() {
        return new TransportKey(Protection.NONE, Octets.of(new byte[0]));
    }

    boolean isGiven() {
        return kind != Protection.NONE;
    }
}
