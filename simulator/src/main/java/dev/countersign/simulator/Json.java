package dev.countersign.simulator;

import dev.countersign.simulator.card.SimulatedCard;
import dev.countersign.simulator.push.PushFaults;
import dev.countersign.simulator.push.ReceivedPush;
import dev.countersign.simulator.push.Subscription;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** JSON of the REST interface. Reading is strict: no unknown, missing or doubled field, no other type, no number as text. */
final class Json {

    // Looked up once: the static methods of jakarta.json.Json search for the provider at each call.
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonReaderFactory READERS =
            PROVIDER.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
    private static final Set<String> FAULT_FIELDS = Set.of("mode", "everyNth", "delayMillis");

    private static final Set<String> PUSH_FAULT_FIELDS = Set.of("mode", "status", "retryAfter");

    private Json() {}

    static String write(Subscription subscription, String endpoint) {
        return PROVIDER.createObjectBuilder()
                .add("id", subscription.id())
                .add("endpoint", endpoint)
                .add("p256dh", subscription.p256dh())
                .add("auth", subscription.auth())
                .build()
                .toString();
    }

    /** The messages as they were sent, each with the marks of its delivery. */
    static String writePushes(List<ReceivedPush> pushes) {
        JsonArrayBuilder array = PROVIDER.createArrayBuilder();
        pushes.forEach(push -> array.add(object(push)));
        return array.build().toString();
    }

    /** The cards as they lie there: never their keys. */
    static String writeCards(Collection<SimulatedCard> cards) {
        JsonArrayBuilder array = PROVIDER.createArrayBuilder();
        cards.forEach(card -> array.add(PROVIDER.createObjectBuilder()
                .add("serial", card.serial())
                .add("suite", card.suite())
                .add("display", card.display())));
        return array.build().toString();
    }

    static String write(PushFaults faults) {
        return PROVIDER.createObjectBuilder()
                .add("mode", faults.mode().name())
                .add("status", faults.status())
                .add("retryAfter", faults.retryAfter())
                .build()
                .toString();
    }

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
        JsonObject object = parse(text, FAULT_FIELDS);
        return new Faults(
                mode(Faults.Mode.class, object.get("mode")),
                integer(object, "everyNth", 1),
                integer(object, "delayMillis", 0));
    }

    /**
     * Reads faults of the push service; {@code mode} is required, {@code status} is 500 and {@code retryAfter} empty when absent.
     *
     * @throws IllegalArgumentException whose text says what is wrong
     */
    static PushFaults readPushFaults(String text) {
        JsonObject object = parse(text, PUSH_FAULT_FIELDS);
        return new PushFaults(
                mode(PushFaults.Mode.class, object.get("mode")),
                integer(object, "status", 500),
                string(object, "retryAfter").orElse(""));
    }

    /** Reads the wish of a browser that subscribes: the key that alone may send, or none. */
    static Optional<String> readApplicationServerKey(String text) {
        return text.isBlank()
                ? Optional.empty()
                : string(parse(text, Set.of("applicationServerKey")), "applicationServerKey");
    }

    /** Reads the only field of an object, a text. */
    static String readText(String text, String name) {
        return string(parse(text, Set.of(name)), name)
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static JsonObject parse(String text, Set<String> fields) {
        JsonObject object = parse(text);
        if (!fields.containsAll(object.keySet())) {
            throw new IllegalArgumentException("unknown field; known are " + String.join(", ", new TreeSet<>(fields)));
        }
        return object;
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

    private static <M extends Enum<M>> M mode(Class<M> modes, @Nullable JsonValue value) {
        if (value instanceof JsonString name) {
            for (M mode : modes.getEnumConstants()) {
                if (mode.name().equals(name.getString())) {
                    return mode;
                }
            }
        }
        throw new IllegalArgumentException("mode must be one of " + List.of(modes.getEnumConstants()));
    }

    private static Optional<String> string(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw new IllegalArgumentException(name + " must be a text");
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

    private static JsonObjectBuilder object(ReceivedPush push) {
        JsonObjectBuilder object = message(push.text())
                .add("subscription", push.subscription())
                .add("ttl", push.ttl())
                .add("urgency", push.urgency())
                .add("octets", push.octets())
                .add("receivedAt", push.receivedAt().toString());
        push.topic().ifPresent(topic -> object.add("topic", topic));
        return object;
    }

    /** What was sent, where it is an object; otherwise its text. */
    private static JsonObjectBuilder message(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return PROVIDER.createObjectBuilder(reader.readObject());
        } catch (JsonException e) {
            return PROVIDER.createObjectBuilder().add("text", text);
        }
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
