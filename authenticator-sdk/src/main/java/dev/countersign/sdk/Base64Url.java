package dev.countersign.sdk;

import dev.countersign.device.Octets;
import java.util.Base64;
import java.util.Optional;

/** Octets as the calls write them: base64url without padding (RFC 4648 section 5). */
final class Base64Url {

    private Base64Url() {}

    static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    static String encode(Octets octets) {
        return encode(octets.toArray());
    }

    /** Empty for everything that {@link #encode} does not write, other writings of the same octets among it. */
    static Optional<Octets> decode(String text) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(text);
            return encode(octets).equals(text) ? Optional.of(Octets.of(octets)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
