package dev.countersign.backoffice;

import java.util.Base64;

/**
 * The nonce of a UsernameToken: 16 to 64 octets. The profile asks for 16 at least; fewer would be used up by chance.
 *
 * @param base64 the octets in the one canonical spelling
 */
public record Nonce(String base64) {

    private static final int LEAST_OCTETS = 16;
    private static final int MOST_OCTETS = 64;

    public Nonce {
        byte[] octets = Base64.getDecoder().decode(base64);
        if (octets.length < LEAST_OCTETS || octets.length > MOST_OCTETS) {
            throw new IllegalArgumentException("a nonce has 16 to 64 octets");
        }
        base64 = Base64.getEncoder().encodeToString(octets);
    }

    /** Reads a nonce as sent: base64 in which XML white space stands for nothing. */
    public static Nonce parse(String sent) {
        return new Nonce(sent.replaceAll("[ \\t\\r\\n]", ""));
    }

    byte[] octets() {
        return Base64.getDecoder().decode(base64);
    }
}
