package dev.countersign.activation;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.device.Octets;

/** What names an activation whose code was typed, in place of its id. */
public record Locator(Octets octets) {

    private static final int OCTETS = 16;

    /** Reads it from base64url; throws {@link IllegalArgumentException} that says what it takes. */
    public static Locator parse(String text) {
        return new Locator(Base64Octets.decode("locator", text, OCTETS));
    }
}
