package dev.countersign.contracts.audit.v1;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes and reads the messages of the contract as JSON text. Unknown fields are ignored, so that a newer sender may
 * add some; a missing or bad one throws {@link IllegalArgumentException}, whose text names no value.
 */
public final class AuditJson {

    /** Made once: each of the short forms of {@link Json} looks through all jars for its provider. */
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private AuditJson() {}

    public static String write(AuditFactEvent fact) {
        return BUILDERS.createObjectBuilder()
                .add("id", fact.id())
                .add("at", fact.at().toString())
                .add("actor", fact.actor())
                .add("subject", fact.subject())
                .add("type", fact.type())
                .add("reason", fact.reason())
                .add("reference", fact.reference())
                .add("correlationId", fact.correlationId())
                .build()
                .toString();
    }

    public static AuditFactEvent readFact(String json) {
        return read(
                json,
                "AuditFact",
                in -> new AuditFactEvent(
                        in.getJsonNumber("id").longValueExact(),
                        Instant.parse(in.getString("at")),
                        in.getString("actor"),
                        in.getString("subject"),
                        in.getString("type"),
                        in.getString("reason"),
                        in.getString("reference"),
                        in.getString("correlationId")));
    }

    public static String write(AuditHeadEvent head) {
        return BUILDERS.createObjectBuilder()
                .add("sequence", head.sequence())
                .add("chainHash", head.chainHash())
                .add("time", head.time().toString())
                .add("epoch", head.epoch())
                .add("jws", head.jws())
                .build()
                .toString();
    }

    public static AuditHeadEvent readHead(String json) {
        return read(
                json,
                "AuditHead",
                in -> new AuditHeadEvent(
                        in.getJsonNumber("sequence").longValueExact(),
                        in.getString("chainHash"),
                        Instant.parse(in.getString("time")),
                        in.getInt("epoch"),
                        in.getString("jws")));
    }

    private static <T> T read(String json, String type, Function<JsonObject, T> mapping) {
        try (JsonReader reader = READERS.createReader(new StringReader(json))) {
            return mapping.apply(reader.readObject());
        } catch (JsonException
                | NullPointerException
                | ClassCastException
                | DateTimeException
                | ArithmeticException
                | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Not an " + type + " of version 1: " + e.getClass().getSimpleName());
        }
    }
}
