package dev.countersign.smpp;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;

/** Texts in JSON by their pointers (RFC 6901). */
final class Pointers {

    private Pointers() {}

    /** Throws {@link jakarta.json.JsonException} when it is none. */
    static JsonStructure parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.read();
        }
    }

    /** A text or a number there, as text; empty where there is none, and for an empty pointer. */
    static Optional<String> find(JsonStructure json, String pointer) {
        if (pointer.isEmpty() || !Json.createPointer(pointer).containsValue(json)) {
            return Optional.empty();
        }
        JsonValue value = Json.createPointer(pointer).getValue(json);
        return switch (value.getValueType()) {
            case STRING -> Optional.of(((JsonString) value).getString());
            case NUMBER -> Optional.of(value.toString());
            case ARRAY, OBJECT, TRUE, FALSE, NULL -> Optional.empty();
        };
    }
}
