package dev.countersign.sdk;

/** What a PIN may be: 4 to 6 characters of ASCII 33 to 126, one digit at least. */
final class PinRules {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 6;

    private PinRules() {}

    static boolean accepts(char[] pin) {
        boolean digit = false;
        for (char character : pin) {
            if (character < '!' || character > '~') {
                return false;
            }
            digit |= character >= '0' && character <= '9';
        }
        return digit && pin.length >= SHORTEST && pin.length <= LONGEST;
    }
}
