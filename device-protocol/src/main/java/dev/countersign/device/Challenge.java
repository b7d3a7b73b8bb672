package dev.countersign.device;

import java.util.Optional;

/**
 * A challenge of six digits that the login screen shows. It lies between 100000 and 999999: as numeric OCRA questions (RFC
 * 6287) the numbers n and 16n are one and the same, and in this range no two are.
 */
public record Challenge(int number) {

    static final int LOWEST = 100_000;
    static final int HIGHEST = 999_999;

    public Challenge {
        if (number < LOWEST || number > HIGHEST) {
            throw new IllegalArgumentException("a challenge lies between " + LOWEST + " and " + HIGHEST);
        }
    }

    /** As a person types it into a device: blanks, dashes and fullwidth digits are forgiven. Empty if it is none. */
    public static Optional<Challenge> parse(String typed) {
        String digits = TypedText.canonical(typed);
        return digits.matches("[1-9][0-9]{5}")
                ? Optional.of(new Challenge(Integer.parseInt(digits)))
                : Optional.empty();
    }

    /** The six digits: the OCRA question. */
    public String digits() {
        return Integer.toString(number);
    }

    /** In two groups of three, for reading. */
    public String grouped() {
        return digits().substring(0, 3) + ' ' + digits().substring(3);
    }

    @Override
    public String toString() {
        return "Challenge[******]";
    }
}
