package dev.countersign.cardorder;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a card goes, as it is written on a parcel. Personal data, so {@code toString} tells nothing of it.
 *
 * @param lines 2 to 6, each of 1 to 60 characters
 */
public record Address(List<String> lines) {

    private static final int FEWEST = 2;
    private static final int MOST = 6;
    private static final int LONGEST = 60;
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]+");
    private static final String END = "\n";

    public Address {
        lines = lines.stream().map(String::strip).toList();
        if (lines.size() < FEWEST || lines.size() > MOST || !lines.stream().allMatch(Address::isLine)) {
            throw new IllegalArgumentException(
                    "address has " + FEWEST + " to " + MOST + " lines, each of 1 to " + LONGEST + " characters");
        }
    }

    String text() {
        return String.join(END, lines);
    }

    static Address ofText(String text) {
        return new Address(List.of(text.split(END, -1)));
    }

    private static boolean isLine(String line) {
        return line.codePointCount(0, line.length()) <= LONGEST
                && LINE.matcher(line).matches();
    }

    @Override
    public String toString() {
        return "Address";
    }
}
