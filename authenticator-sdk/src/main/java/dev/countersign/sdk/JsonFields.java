package dev.countersign.sdk;

import dev.countersign.device.MalformedOctetsException;
import dev.countersign.device.MalformedSuiteException;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Fields of a JSON object by name and kind. What is missing or of another kind is a {@link MalformedDocumentException}. */
final class JsonFields {

    private static final String CONTROL = ".*\\p{Cntrl}.*";

    private final JsonObject object;

    JsonFields(JsonObject object) {
        this.object = object;
    }

    /** Without control characters: it may be shown on a terminal. */
    String text(String name) {
        return findText(name).orElseThrow(() -> new MalformedDocumentException(name + " is missing or no text"));
    }

    Optional<String> findText(String name) {
        return object.get(name) instanceof JsonString text && !text.getString().matches(CONTROL)
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    UUID uuid(String name) {
        String text = text(name);
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // said below, like another writing of a UUID
        }
        throw new MalformedDocumentException(name + " is no UUID");
    }

    Octets octets(String name) {
        return Base64Url.decode(text(name))
                .orElseThrow(() -> new MalformedDocumentException(name + " is not base64url"));
    }

    Octets octets(String name, int length) {
        Octets octets = octets(name);
        if (octets.length() != length) {
            throw new MalformedDocumentException(name + " has not " + length + " octets");
        }
        return octets;
    }

    P256PublicKey publicKey(String name) {
        try {
            return new P256PublicKey(octets(name));
        } catch (MalformedOctetsException e) {
            throw new MalformedDocumentException(name + " is no public key");
        }
    }

    OcraSuite suite(String name) {
        return findSuite(name).orElseThrow(() -> new MalformedDocumentException(name + " is missing"));
    }

    Optional<OcraSuite> findSuite(String name) {
        try {
            return findText(name).map(OcraSuite::parse);
        } catch (MalformedSuiteException e) {
            throw new MalformedDocumentException(name + " is no OCRA suite");
        }
    }

    Optional<Instant> findTime(String name) {
        return findText(name).map(text -> time(name));
    }

    /** The texts of an array; none where there is no array. */
    List<String> findTexts(String name) {
        return object.get(name) instanceof JsonArray array
                ? array.stream().map(value -> text(name, value)).toList()
                : List.of();
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString text && !text.getString().matches(CONTROL)) {
            return text.getString();
        }
        throw new MalformedDocumentException(name + " has something else than texts");
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new MalformedDocumentException(name + " is no time");
        }
    }

    OptionalInt findNumber(String name) {
        return object.get(name) instanceof JsonNumber number && number.isIntegral()
                ? OptionalInt.of(number.intValue())
                : OptionalInt.empty();
    }

    boolean bool(String name) {
        JsonValue value = object.get(name);
        if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
            return JsonValue.TRUE.equals(value);
        }
        throw new MalformedDocumentException(name + " is missing or neither true nor false");
    }

    /** Whether it is {@code true}; what is missing is not. */
    boolean isTrue(String name) {
        return JsonValue.TRUE.equals(object.get(name));
    }

    Optional<JsonFields> findObject(String name) {
        return object.get(name) instanceof JsonObject inner ? Optional.of(new JsonFields(inner)) : Optional.empty();
    }

    JsonFields object(String name) {
        return findObject(name).orElseThrow(() -> new MalformedDocumentException(name + " is missing or no object"));
    }

    List<JsonFields> objects(String name) {
        if (object.get(name) instanceof JsonArray array) {
            return array.stream().map(value -> element(name, value)).toList();
        }
        throw new MalformedDocumentException(name + " is missing or no array");
    }

    private static JsonFields element(String name, JsonValue value) {
        if (value instanceof JsonObject inner) {
            return new JsonFields(inner);
        }
        throw new MalformedDocumentException(name + " has something else than objects");
    }
}
