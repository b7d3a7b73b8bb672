package dev.countersign.activation;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** How people write a date when they make a PIN of it. */
final class DateLayouts {

    private static final int MONTH_LETTERS = 3;

    private DateLayouts() {}

    /**
     * The year alone, and two or three of day, month and year in every order, without separators and in lower case. Day and month
     * have a leading zero or not, the month may be its first three letters in English, the year has two digits or four.
     */
    static Set<String> of(LocalDate date) {
        String year = String.format(Locale.ROOT, "%04d", date.getYear());
        Set<String> layouts = new HashSet<>(Set.of(year));
        addAfter(
                "",
                List.of(
                        numbers(date.getDayOfMonth()),
                        Stream.concat(numbers(date.getMonthValue()).stream(), Stream.of(letters(date)))
                                .toList(),
                        List.of(year, year.substring(2))),
                layouts);
        return layouts;
    }

    private static void addAfter(String begun, List<List<String>> parts, Set<String> layouts) {
        for (int i = 0; i < parts.size(); i++) {
            int chosen = i;
            List<List<String>> others = Stream.iterate(0, n -> n + 1)
                    .limit(parts.size())
                    .filter(n -> n != chosen)
                    .map(parts::get)
                    .toList();
            for (String part : parts.get(i)) {
                if (!begun.isEmpty()) {
                    layouts.add(begun + part);
                }
                addAfter(begun + part, others, layouts);
            }
        }
    }

    private static List<String> numbers(int number) {
        return List.of(Integer.toString(number), String.format(Locale.ROOT, "%02d", number));
    }

    private static String letters(LocalDate date) {
        return date.getMonth().name().substring(0, MONTH_LETTERS).toLowerCase(Locale.ROOT);
    }
}
