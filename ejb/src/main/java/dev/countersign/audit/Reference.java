package dev.countersign.audit;

import java.security.SecureRandom;

/**
 * What a user reads to the help desk so that it finds the audit entry: {@code XXXX-XXXX}, eight characters of
 * Crockford's base 32 (40 random bits). It is no secret and opens nothing.
 */
public record Reference(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int GROUP = 4;

    public Reference {
        if (!value.matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")) {
            throw new IllegalArgumentException("a reference has the form XXXX-XXXX");
        }
    }

    public static Reference next() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2 * GROUP; i++) {
            if (i == GROUP) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new Reference(text.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
