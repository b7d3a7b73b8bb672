package dev.countersign.network;

import java.util.Collection;
import java.util.List;

/**
 * Numbers as an operator names them. {@code toString} shows none.
 *
 * @param e164 with their plus sign, 1 to 1,000, each once; in one order, so that two who name the same do not wait for each other
 */
public record SubscriberNumbers(List<String> e164) {

    private static final int MOST = 1_000;

    /** Throws {@link IllegalArgumentException} that says what is wrong, and never a number. */
    public SubscriberNumbers {
        e164 = e164.stream().distinct().sorted().toList();
        require(e164);
    }

    static void require(Collection<String> e164) {
        if (e164.isEmpty() || e164.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " numbers at a time");
        }
        if (!e164.stream().allMatch(number -> number.matches("\\+[1-9][0-9]{6,14}"))) {
            throw new IllegalArgumentException("numbers are E.164 with a plus sign");
        }
    }

    @Override
    public String toString() {
        return "SubscriberNumbers[" + e164.size() + "]";
    }
}
