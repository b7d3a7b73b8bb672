package dev.countersign.device;

import java.util.Optional;

/** A response of eight digits that a device shows and a person types into the login screen. */
public record Response(String digits) {

    private static final int LENGTH = 8;

    public Response {
        if (!digits.matches("[0-9]{" + LENGTH + "}")) {
            throw new IllegalArgumentException("a response has " + LENGTH + " digits");
        }
    }

    /** As the server takes any code: blanks (U+0020) and hyphens (U+002D) are passed over, nothing else is forgiven. */
    public static Optional<Response> parse(String typed) {
        String digits = typed.replace(" ", "").replace("-", "");
        return digits.matches("[0-9]{" + LENGTH + "}") ? Optional.of(new Response(digits)) : Optional.empty();
    }

    /** In two groups of four, for reading. */
    public String grouped() {
        return digits.substring(0, LENGTH / 2) + ' ' + digits.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "Response[********]";
    }
}
