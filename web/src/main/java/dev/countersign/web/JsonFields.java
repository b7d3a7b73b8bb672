package dev.countersign.web;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of a JSON object by name and type. A field of another type is refused, never converted. */
final class JsonFields {

    private final JsonObject object;

    JsonFields(JsonObject object) {
        this.object = object;
    }

    static JsonFields of(JsonValue value, String name) {
        if (value instanceof JsonObject object) {
            return new JsonFields(object);
        }
        throw ProblemException.malformed(name + " must be an object");
    }

    /** Refuses fields that nobody would read: a misspelt name must not be taken for an absent one. */
    JsonFields only(String... names) {
        Set<String> known = Set.of(names);
        if (!known.containsAll(object.keySet())) {
            throw ProblemException.malformed("the body has an unknown field; known are " + String.join(", ", names));
        }
        return this;
    }

    String getString(String name) {
        return findString(name).orElseThrow(() -> ProblemException.malformed(name + " is missing"));
    }

    Optional<String> findString(String name) {
        return find(name).map(value -> string(name, value));
    }

    /** A string, or null where there is to be none; empty if nothing is said. */
    Optional<Optional<String>> findStringOrNull(String name) {
        Optional<JsonValue> said = find(name);
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.filter(value -> value != JsonValue.NULL).map(value -> string(name, value)));
    }

    /** A time in the form of RFC 3339, of the years 1970 to 9999. */
    Optional<Instant> findInstant(String name) {
        return findString(name).map(text -> TimeText.parse(name, text));
    }

    /** The constant of that name, exactly as it is written. */
    static <E extends Enum<E>> E oneOf(String field, Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.malformed(
                        field + " must be one of " + Arrays.toString(type.getEnumConstants())));
    }

    Optional<Boolean> findBoolean(String name) {
        return find(name).map(value -> switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw ProblemException.malformed(name + " must be true or false");
        });
    }

    Optional<JsonFields> findObject(String name) {
        return find(name).map(value -> of(value, name));
    }

    /** An object whose form somebody else knows. */
    Optional<JsonObject> findJson(String name) {
        return findObject(name).map(fields -> fields.object);
    }

    /** A whole number. */
    long getLong(String name) {
        if (object.get(name) instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw ProblemException.malformed(name + " is larger than any such number");
            }
        }
        throw ProblemException.malformed(name + " must be a whole number");
    }

    List<JsonValue> listValues(String name) {
        return find(name)
                .map(value -> {
                    if (value instanceof JsonArray array) {
                        return List.copyOf(array);
                    }
                    throw ProblemException.malformed(name + " must be an array");
                })
                .orElse(List.of());
    }

    List<String> listStrings(String name) {
        return listValues(name).stream().map(value -> string(name, value)).toList();
    }

    private static String string(String name, JsonValue value) {
        if (value instanceof JsonString string) {
            return PlainText.require(name, string.getString());
        }
        throw ProblemException.malformed(name + " must be a string");
    }

    private Optional<JsonValue> find(String name) {
        return Optional.ofNullable(object.get(name));
    }
}
