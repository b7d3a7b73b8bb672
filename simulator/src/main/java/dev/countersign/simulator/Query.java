package dev.countersign.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query part of an address: nothing, or one parameter once. */
final class Query {

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");

    private Query() {}

    /**
     * The subscription asked for.
     *
     * @throws IllegalArgumentException whose text says what is wrong
     */
    static Optional<String> subscription(@Nullable String rawQuery) {
        return value(rawQuery, "subscription", ID, "an id");
    }

    /**
     * The number asked for. A plus sign may stand bare: it is no blank here.
     *
     * @throws IllegalArgumentException whose text says what is wrong
     */
    static Optional<String> to(@Nullable String rawQuery) {
        return value(rawQuery, "to", NUMBER, "3 to 15 digits, with or without a plus sign before them");
    }

    private static Optional<String> value(@Nullable String rawQuery, String name, Pattern form, String said) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return Optional.empty();
        }
        if (!rawQuery.startsWith(name + "=") || rawQuery.contains("&")) {
            throw new IllegalArgumentException("the only query parameter is " + name + ", once");
        }
        String value =
                URLDecoder.decode(rawQuery.substring(name.length() + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be " + said);
        }
        return Optional.of(value);
    }
}
