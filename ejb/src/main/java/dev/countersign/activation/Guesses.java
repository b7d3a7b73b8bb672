package dev.countersign.activation;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What somebody who knows a user would try as his PIN.
 *
 * @param texts of which any part would be tried: numbers, names
 * @param dates ways to write a date, digits and letters alone, each to be tried as a whole
 */
record Guesses(List<String> texts, Set<String> dates) {

    private static final int SHORTEST = 4;

    Guesses {
        texts = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        dates = Set.copyOf(dates);
    }

    /** Whether the PIN would be tried; separators in it, or in a text, make it no other one. */
    boolean contain(String pin) {
        String folded = pin.toLowerCase(Locale.ROOT);
        String plain = plain(folded);
        return dates.contains(plain)
                || texts.stream().anyMatch(text -> text.contains(folded))
                || (plain.length() >= SHORTEST
                        && texts.stream().anyMatch(text -> plain(text).contains(plain)));
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @Override
    public String toString() {
        return "Guesses[hidden]";
    }
}
