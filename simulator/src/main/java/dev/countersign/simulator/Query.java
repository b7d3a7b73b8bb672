package dev.countersign.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query part of an address: nothing, or {@code to} once. */
final class Query {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");

    private Query() {}

    /**
     * The number asked for. A plus sign may stand bare: it is no blank here.
     *
     * @throws IllegalArgumentException whose text says what is wrong
     */
    static Optional<String> to(@Nullable String rawQuery) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return Optional.empty();
        }
        if (!rawQuery.startsWith("to=") || rawQuery.contains("&")) {
            throw new IllegalArgumentException("the only query parameter is to, once");
        }
        String value =
                URLDecoder.decode(rawQuery.substring("to=".length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("to must be 3 to 15 digits, with or without a plus sign before them");
        }
        return Optional.of(value);
    }
}
