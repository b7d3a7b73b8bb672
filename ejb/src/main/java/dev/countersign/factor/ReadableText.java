package dev.countersign.factor;

import java.security.SecureRandom;

/**
 * Random letters and digits that people read aloud and from paper: 22 characters, none of which is taken for another of them. Left
 * out are B and 8, I, L and 1, O, Q and 0, S and 5, U, Z and 2, 6. A character has 4.45 bits.
 */
public final class ReadableText {

    private static final String ALPHABET = "ACDEFGHJKMNPRTVWXY3479";

    private ReadableText() {}

    /** So many characters, each drawn by itself. */
    public static String next(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
