package dev.countersign.password;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator dictates on the telephone: twelve characters of Crockford's base 32 (60 random bits) in groups of four,
 * {@code XXXX-XXXX-XXXX}. {@code toString} hides it.
 */
public record ResetCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String FORM = "[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}";
    private static final int GROUP = 4;
    private static final int LENGTH = 3 * GROUP;

    public ResetCode {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("a reset code has the form XXXX-XXXX-XXXX");
        }
    }

    static ResetCode next(SecureRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ResetCode(grouped(text.toString()));
    }

    /**
     * The code as a person types it: in either case, with or without hyphens and blanks, O for zero, I and L for one, as
     * Crockford has it. Empty when no code can be meant.
     */
    static Optional<ResetCode> find(String typed) {
        String letters = typed.replace(" ", "")
                .replace("-", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return Optional.of(letters)
                .filter(text -> text.length() == LENGTH)
                .map(ResetCode::grouped)
                .filter(text -> text.matches(FORM))
                .map(ResetCode::new);
    }

    @Override
    public String toString() {
        return "ResetCode[hidden]";
    }

    private static String grouped(String letters) {
        return letters.substring(0, GROUP) + "-" + letters.substring(GROUP, 2 * GROUP) + "-"
                + letters.substring(2 * GROUP);
    }
}
