package dev.countersign.authenticator;

import dev.countersign.device.Octets;
import java.util.Base64;

/** Octets as JSON carries them: base64url without padding (RFC 4648 section 5). */
public final class Base64Octets {

    private Base64Octets() {}

    /** Throws {@link IllegalArgumentException} that names the field and what it takes. */
    public static Octets decode(String field, String text) {
        try {
            return Octets.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " must be base64url without padding", e);
        }
    }

    /** As {@link #decode(String, String)}, of so many octets. */
    public static Octets decode(String field, String text, int length) {
        Octets octets = decode(field, text);
        if (octets.length() != length) {
            throw new IllegalArgumentException(field + " has " + length + " octets");
        }
        return octets;
    }

    public static String encode(Octets octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }
}
