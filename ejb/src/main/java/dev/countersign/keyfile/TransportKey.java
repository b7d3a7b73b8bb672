package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.nio.charset.StandardCharsets;

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

    /** From hexadecimal digits; throws {@link IllegalArgumentException} that does not quote them. */
    public static TransportKey preSharedKey(String hex) {
        if (!hex.matches("(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{48}|[0-9A-Fa-f]{64})")) {
            throw new IllegalArgumentException("a pre-shared key is 32, 48 or 64 hexadecimal digits");
        }
        return new TransportKey(Protection.PRE_SHARED_KEY, Octets.ofHex(hex));
    }

    public static TransportKey password(String password) {
        return new TransportKey(Protection.PASSWORD, Octets.of(password.getBytes(StandardCharsets.UTF_8)));
    }

    /** From PKCS #8 in DER as Base64; throws {@link IllegalArgumentException} that does not quote it. */
    public static TransportKey privateKey(String base64) {
        return new TransportKey(
                Protection.PRIVATE_KEY,
                Base64Text.find(base64)
                        .map(Octets::of)
                        .orElseThrow(() -> new IllegalArgumentException("a private key is PKCS #8 as Base64")));
    }

    boolean isGiven() {
        return kind != Protection.NONE;
    }
}
