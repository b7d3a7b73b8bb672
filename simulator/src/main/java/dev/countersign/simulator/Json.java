package dev.countersign.simulator;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON of the REST interface. Reading is strict: no unknown, missing or doubled field, no other type, no number as text. */
final class Json {

    // Looked up once: the static methods of jakarta.json.Json search for the provider at each call.
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonReaderFactory READERS =
            PROVIDER.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
    private static final Set<String> FAULT_FIELDS = Set.of("mode", "everyNth", "delayMillis");

    private Json() {}

    static String write(InboxMessage message) {
        return object(message).build().toString();
    }

    static String write(List<InboxMessage> messages) {
        JsonArrayBuilder array = PROVIDER.createArrayBuilder();
        messages.forEach(message -> array.add(object(message)));
        return array.build().toString();
    }

    static String write(Faults faults) {
        return PROVIDER.createObjectBuilder()
                .add("mode", faults.mode().name())
                .add("everyNth", faults.everyNth())
                .add("delayMillis", faults.delayMillis())
                .build()
                .toString();
    }

    static String single(String name, long value) {
        return PROVIDER.createObjectBuilder().add(name, value).build().toString();
    }

    static String single(String name, String value) {
        return PROVIDER.createObjectBuilder().add(name, value).build().toString();
    }

    /**
     * Reads faults; {@code mode} is required, {@code everyNth} is 1 and {@code delayMillis} 0 when absent.
     *
     * @throws IllegalArgumentException whose text says what is wrong
     */
    static Faults readFaults(String text) {
        JsonObject object = parse(text);
        for (String name : object.keySet()) {
            if (!FAULT_FIELDS.contains(name)) {
                throw new IllegalArgumentException("unknown field; known are mode, everyNth, delayMillis");
            }
        }
        return new Faults(mode(object.get("mode")), integer(object, "everyNth", 1), integer(object, "delayMillis", 0));
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text));
                JsonParser rest = PROVIDER.createParser(new StringReader(text))) {
            JsonObject object = reader.readObject();
            // The reader stops behind the object; the parser sees what follows it.
            while (rest.hasNext()) {
                rest.next();
            }
            return object;
        } catch (JsonException e) {
            throw new IllegalArgumentException("the body must be one JSON object without doubled fields", e);
        }
    }

    private static Faults.Mode mode(@Nullable JsonValue value) {
        if (value instanceof JsonString name) {
            for (Faults.Mode mode : Faults.Mode.values()) {
                if (mode.name().equals(name.getString())) {
                    return mode;
                }
            }
        }
        throw new IllegalArgumentException("mode must be one of " + List.of(Faults.Mode.values()));
    }

    private static int integer(JsonObject object, String name, int preset) {
        JsonValue value = object.get(name);
        if (value == null) {
            return preset;
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(name + " is out of range", e);
            }
        }
        throw new IllegalArgumentException(name + " must be a whole number");
    }

    private static JsonObjectBuilder object(InboxMessage message) {
        return PROVIDER.createObjectBuilder()
                .add("id", message.id())
                .add("to", message.to())
                .add("from", message.from())
                .add("text", message.text())
                .add("dataCoding", message.dataCoding())
                .add("parts", message.parts())
                .add("receivedAt", message.receivedAt().toString());
    }
}
