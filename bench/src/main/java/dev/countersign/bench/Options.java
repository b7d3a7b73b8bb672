package dev.countersign.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Options of a program, written {@code name=value}. Asking for one with its default marks it as known. */
final class Options {

    private final Map<String, String> given;
    private final TreeSet<String> known = new TreeSet<>();

    private Options(Map<String, String> given) {
        this.given = given;
    }

    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            int sign = argument.indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("An option is written name=value, not " + argument);
            }
            given.put(argument.substring(0, sign), argument.substring(sign + 1));
        }
        return new Options(given);
    }

    int number(String name, int usual) {
        String value = text(name, Integer.toString(usual));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number, not " + value, e);
        }
    }

    List<Integer> numbers(String name, String usual) {
        return Arrays.stream(text(name, usual).split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }

    String text(String name, String usual) {
        known.add(name);
        return given.getOrDefault(name, usual);
    }

    /** What remains when a program has asked for all it knows is a mistake of whoever typed it. */
    void requireKnown() {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("No option " + name + "; there are " + String.join(", ", known));
                });
    }
}
