package dev.countersign.smpp;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts in JSON by their pointers (RFC 6901). */
final class Pointers {

    private static final Set<JsonValue.ValueType> TRUTHS = Set.of(JsonValue.ValueType.TRUE, JsonValue.ValueType.FALSE);

    /** How they are written, for those who write them otherwise. */
    static final String FORM = "JSON pointers, which begin with a slash and write a tilde as ~0";

    private static final Pattern POINTER = Pattern.compile("/(?:[^~]++|~[01])*+");

    private Pointers() {}

    /** Whether it is one, and not that of the whole. */
    static boolean isPointer(String text) {
        return POINTER.matcher(text).matches();
    }

    /** Throws {@link jakarta.json.JsonException} when it is none, or has what no parser takes: nests too deep, or has a number that is too long. */
    static JsonStructure parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.read();
        } catch (RuntimeException e) { // The limits of the parser have exceptions of their own.
            throw new JsonException(e.getMessage(), e);
        }
    }

    /** A text or a number there, as text; empty where there is none, and for an empty pointer. */
    static Optional<String> find(JsonStructure json, String pointer) {
        return value(json, pointer).flatMap(Pointers::text);
    }

    /** The same, and {@code true} or {@code false} where that stands there. */
    static Optional<String> findWord(JsonStructure json, String pointer) {
        return value(json, pointer)
                .flatMap(value -> TRUTHS.contains(value.getValueType()) ? Optional.of(value.toString()) : text(value));
    }

    /** The members of an array there, or what stands there alone; nothing where nothing does. An empty pointer is the whole. */
    static List<JsonValue> list(JsonStructure json, String pointer) {
        JsonValue there = pointer.isEmpty() ? json : value(json, pointer).orElse(JsonValue.EMPTY_JSON_ARRAY);
        return there instanceof JsonArray array ? array : List.of(there);
    }

    /** A pointer that leads through something else than objects and arrays finds nothing. */
    private static Optional<JsonValue> value(JsonStructure json, String pointer) {
        try {
            return pointer.isEmpty() || !Json.createPointer(pointer).containsValue(json)
                    ? Optional.empty()
                    : Optional.of(Json.createPointer(pointer).getValue(json));
        } catch (JsonException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> Optional.of(((JsonString) value).getString());
            case NUMBER -> Optional.of(value.toString());
            case ARRAY, OBJECT, TRUE, FALSE, NULL -> Optional.empty();
        };
    }
}
