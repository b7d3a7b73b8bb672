package dev.countersign.card;

import dev.countersign.device.Octets;
import java.nio.charset.StandardCharsets;

/**
 * A PIN that a user types on his card, which does not know it.
 *
 * @param digits four of ASCII; {@code toString} hides them
 */
public record CardPin(String digits) {

    private static final String FORM = "[0-9]{4}";

    public CardPin {
        if (!digits.matches(FORM)) {
            throw new IllegalArgumentException("pin has four digits");
        }
    }

    Octets ascii() {
        return Octets.of(digits.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "CardPin";
    }
}
