package dev.countersign.activation;

import java.util.Locale;

/**
 * Which PINs are taken: 4 to 6 characters of ASCII 33 to 126, one digit at least, and none that somebody who knows the user would
 * try first. The answer is yes or no and never says which rule it was.
 */
final class PinRules {

    private static final String FORM = "(?=.*[0-9])[!-~]{4,6}";
    private static final int RUN = 4;

    private PinRules() {}

    /** Whether the PIN is taken. */
    static boolean isTaken(String pin, Guesses guesses) {
        String folded = pin.toLowerCase(Locale.ROOT);
        return pin.matches(FORM)
                && !isRepeated(folded)
                && !isRunning(folded, 1)
                && !isRunning(folded, -1)
                && !guesses.contain(pin);
    }

    /** One group of one to three characters again and again: 1111, 1212, 123123. */
    private static boolean isRepeated(String pin) {
        for (int group = 1; group <= pin.length() / 2; group++) {
            if (pin.equals(
                    pin.substring(0, group).repeat(pin.length() / group + 1).substring(0, pin.length()))) {
                return true;
            }
        }
        return false;
    }

    /** All characters one after the other in steps of one, 9 and 0 being neighbours: 4567, 7890, abc4 not. */
    private static boolean isRunning(String pin, int step) {
        int longest = 1;
        for (int i = 1; i < pin.length(); i++) {
            longest = next(pin.charAt(i - 1), step) == pin.charAt(i) ? longest + 1 : 1;
            if (longest >= RUN) {
                return true;
            }
        }
        return false;
    }

    private static char next(char character, int step) {
        if (character >= '0' && character <= '9') {
            return (char) ('0' + Math.floorMod(character - '0' + step, 10));
        }
        return (char) (character + step);
    }
}
