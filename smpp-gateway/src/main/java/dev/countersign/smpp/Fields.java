package dev.countersign.smpp;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** The fields of one object of a configuration in JSON. Each failure says where it is. */
final class Fields {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final String place;
    private final JsonObject object;
    private final Set<String> unread;

    Fields(String place, JsonObject object) {
        this.place = place;
        this.object = object;
        this.unread = new TreeSet<>(object.keySet());
    }

    /** A text that must stand there. */
    String text(String name) {
        return find(name, JsonString.class).map(JsonString::getString).orElseThrow(() -> fault(name, "is missing"));
    }

    String text(String name, String otherwise) {
        return find(name, JsonString.class).map(JsonString::getString).orElse(otherwise);
    }

    /** A text; empty when it is not there, or is an empty one. */
    Optional<String> find(String name) {
        return Optional.of(text(name, "")).filter(text -> !text.isEmpty());
    }

    int number(String name, int otherwise) {
        try {
            return find(name, JsonNumber.class).map(JsonNumber::intValueExact).orElse(otherwise);
        } catch (ArithmeticException e) {
            throw fault(name, "is no whole number of a sensible size");
        }
    }

    /** A whole number; empty when it is not there. */
    OptionalInt findNumber(String name) {
        return has(name) ? OptionalInt.of(number(name, 0)) : OptionalInt.empty();
    }

    /** False when it is not there. */
    boolean flag(String name) {
        return find(name, JsonValue.class)
                .map(value -> switch (value.getValueType()) {
                    case TRUE -> true;
                    case FALSE -> false;
                    default -> throw fault(name, "is neither true nor false");
                })
                .orElse(false);
    }

    /** At most a day, which is more than any wait for a carrier that makes sense, and can be counted in whatever unit. */
    Duration duration(String name, Duration otherwise) {
        return find(name, JsonString.class)
                .map(text -> duration(name, text.getString()))
                .orElse(otherwise);
    }

    private Duration duration(String name, String text) {
        Duration duration = parse(name, text);
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw fault(name, "is not between PT0S and PT24H");
        }
        return duration;
    }

    private Duration parse(String name, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw fault(name, "is no duration like PT30S");
        }
    }

    List<String> words(String name, List<String> otherwise) {
        return find(name, JsonArray.class)
                .map(array -> array.stream()
                        .map(value -> cast(name, value, JsonString.class).getString())
                        .toList())
                .orElse(otherwise);
    }

    /** A table of texts; empty when it is not there. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new HashMap<>();
        find(name, JsonObject.class)
                .ifPresent(table -> table.forEach((key, value) ->
                        texts.put(key, cast(name, value, JsonString.class).getString())));
        return texts;
    }

    /** Objects in a row; none when it is not there. */
    <T> List<T> list(String name, Function<Fields, T> mapping) {
        List<T> all = new ArrayList<>();
        for (JsonValue value : find(name, JsonArray.class).orElse(JsonValue.EMPTY_JSON_ARRAY)) {
            String where = String.format(Locale.ROOT, "%s[%d]", name, all.size());
            all.add(mapping.apply(new Fields(where, cast(name, value, JsonObject.class))));
        }
        return all;
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    /** An object in it; empty when it is not there. */
    <T> Optional<T> find(String name, Function<Fields, T> mapping) {
        return find(name, JsonObject.class)
                .map(value -> mapping.apply(new Fields(place.isEmpty() ? name : place + "." + name, value)));
    }

    <E extends Enum<E>> E word(String name, Class<E> words, String word) {
        try {
            return Enum.valueOf(words, word);
        } catch (IllegalArgumentException e) {
            throw fault(name, "must be one of " + List.of(words.getEnumConstants()));
        }
    }

    /** Makes something of the fields; what the values themselves refuse is told with the place. */
    <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (FieldException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new FieldException(place + ": " + e.getMessage());
        }
    }

    /** Refuses what nobody has asked for. */
    void end() {
        if (!unread.isEmpty()) {
            throw new FieldException((place.isEmpty() ? "" : place + ": ") + "nothing is known of " + unread);
        }
    }

    private <T extends JsonValue> Optional<T> find(String name, Class<T> type) {
        unread.remove(name);
        return Optional.ofNullable(object.get(name)).map(value -> cast(name, value, type));
    }

    private <T extends JsonValue> T cast(String name, JsonValue value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw fault(name, "is of another type");
        }
        return type.cast(value);
    }

    private FieldException fault(String name, String what) {
        return new FieldException((place.isEmpty() ? "" : place + ".") + name + " " + what);
    }

    /** A failure whose text has a place. */
    private static final class FieldException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private FieldException(String message) {
            super(message);
        }
    }
}
