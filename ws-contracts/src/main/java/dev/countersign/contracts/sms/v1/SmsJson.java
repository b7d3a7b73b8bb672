package dev.countersign.contracts.sms.v1;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the messages of the contract as JSON text. Unknown fields are ignored, so that a newer sender may
 * add some; a missing or bad one throws {@link IllegalArgumentException}, whose text names no value.
 */
public final class SmsJson {

    /** Made once: each of the short forms of {@link Json} looks through all jars for its provider. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private SmsJson() {}

    public static String write(SmsOrder order) {
        JsonObjectBuilder out = JSON.createObjectBuilder()
                .add("messageKey", order.messageKey().toString())
                .add("to", order.to())
                .add("text", order.text())
                .add("createdAt", order.createdAt().toString())
                .add("expiresAt", order.expiresAt().toString());
        addIfPresent(out, "network", order.network());
        return out.build().toString();
    }

    public static SmsOrder readOrder(String json) {
        return read(
                json,
                "SmsOrder",
                in -> new SmsOrder(
                        UUID.fromString(in.getString("messageKey")),
                        in.getString("to"),
                        in.getString("text"),
                        Instant.parse(in.getString("createdAt")),
                        Instant.parse(in.getString("expiresAt")),
                        in.getString("network", null)));
    }

    public static String write(SmsResult result) {
        JsonObjectBuilder out = JSON.createObjectBuilder()
                .add("messageKey", result.messageKey().toString())
                .add("state", result.state().name());
        addIfPresent(out, "smscMessageId", result.smscMessageId());
        out.add("commandStatus", result.commandStatus())
                .add("parts", result.parts())
                .add("at", result.at().toString())
                .add("gateway", result.gateway());
        SmsResult.Refusal refusal = result.refusal();
        addIfPresent(out, "refusal", refusal == null ? null : refusal.name());
        SmsResult.Way way = result.way();
        if (way != null) {
            out.add(
                    "way",
                    JSON.createObjectBuilder()
                            .add("carrier", way.carrier())
                            .add("route", way.route())
                            .add("cost", way.cost().toPlainString()));
        }
        return out.build().toString();
    }

    public static SmsResult readResult(String json) {
        return read(
                json,
                "SmsResult",
                in -> new SmsResult(
                        UUID.fromString(in.getString("messageKey")),
                        SmsResult.State.valueOf(in.getString("state")),
                        in.getString("smscMessageId", null),
                        in.getInt("commandStatus"),
                        in.getInt("parts"),
                        Instant.parse(in.getString("at")),
                        in.getString("gateway"),
                        in.containsKey("refusal") ? SmsResult.Refusal.valueOf(in.getString("refusal")) : null,
                        in.containsKey("way") ? readWay(in.getJsonObject("way")) : null));
    }

    private static SmsResult.Way readWay(JsonObject in) {
        return new SmsResult.Way(in.getString("carrier"), in.getString("route"), new BigDecimal(in.getString("cost")));
    }

    public static String write(SmsStalled stalled) {
        return JSON.createObjectBuilder()
                .add("messageKey", stalled.messageKey().toString())
                .add("carriers", JSON.createArrayBuilder(stalled.carriers()))
                .add("at", stalled.at().toString())
                .add("gateway", stalled.gateway())
                .build()
                .toString();
    }

    public static SmsStalled readStalled(String json) {
        return read(
                json,
                "SmsStalled",
                in -> new SmsStalled(
                        UUID.fromString(in.getString("messageKey")),
                        in.getJsonArray("carriers").getValuesAs(JsonString::getString),
                        Instant.parse(in.getString("at")),
                        in.getString("gateway")));
    }

    public static String write(SmsReceipt receipt) {
        JsonObjectBuilder out = JSON.createObjectBuilder();
        UUID key = receipt.messageKey();
        addIfPresent(out, "messageKey", key == null ? null : key.toString());
        return out.add("smscMessageId", receipt.smscMessageId())
                .add("state", receipt.state().name())
                .add("errorCode", receipt.errorCode())
                .add("at", receipt.at().toString())
                .add("gateway", receipt.gateway())
                .build()
                .toString();
    }

    public static SmsReceipt readReceipt(String json) {
        return read(
                json,
                "SmsReceipt",
                in -> new SmsReceipt(
                        in.containsKey("messageKey") ? UUID.fromString(in.getString("messageKey")) : null,
                        in.getString("smscMessageId"),
                        SmsReceipt.State.valueOf(in.getString("state")),
                        in.getString("errorCode"),
                        Instant.parse(in.getString("at")),
                        in.getString("gateway")));
    }

    public static String write(SmsHeard heard) {
        JsonObjectBuilder out = JSON.createObjectBuilder()
                .add("gateway", heard.gateway())
                .add("carrier", heard.carrier())
                .add("messageId", heard.messageId())
                .add("state", heard.state().name())
                .add("errorCode", heard.errorCode());
        Integer reference = heard.reference();
        if (reference != null) {
            out.add("reference", reference);
        }
        out.add("subscriber", heard.subscriber());
        UUID key = heard.messageKey();
        addIfPresent(out, "messageKey", key == null ? null : key.toString());
        return out.build().toString();
    }

    public static SmsHeard readHeard(String json) {
        return read(
                json,
                "SmsHeard",
                in -> new SmsHeard(
                        in.getString("gateway"),
                        in.getString("carrier"),
                        in.getString("messageId"),
                        SmsReceipt.State.valueOf(in.getString("state")),
                        in.getString("errorCode"),
                        in.containsKey("reference") ? Integer.valueOf(in.getInt("reference")) : null,
                        in.getString("subscriber"),
                        in.containsKey("messageKey") ? UUID.fromString(in.getString("messageKey")) : null));
    }

    public static String write(GatewayReport report) {
        JsonObjectBuilder out = JSON.createObjectBuilder()
                .add("gateway", report.gateway())
                .add("bound", report.bound())
                .add("at", report.at().toString());
        if (!report.carriers().isEmpty()) {
            JsonArrayBuilder carriers = JSON.createArrayBuilder();
            report.carriers().forEach(carrier -> carriers.add(CarrierJson.write(JSON, carrier)));
            out.add("carriers", carriers);
        }
        addIfPresent(out, "fault", report.fault().isEmpty() ? null : report.fault());
        if (report.book() > 0) {
            out.add("book", report.book());
        }
        addIfPresent(out, "run", report.run().isEmpty() ? null : report.run());
        return out.build().toString();
    }

    public static String write(GatewayBook book) {
        JsonObjectBuilder out = JSON.createObjectBuilder().add("version", book.version());
        addIfPresent(out, "book", book.book());
        out.add("secrets", texts(book.secrets()));
        if (!book.paused().isEmpty()) {
            JsonArrayBuilder paused = JSON.createArrayBuilder();
            book.paused().stream().sorted().forEach(paused::add);
            out.add("paused", paused);
        }
        GatewayBook.LastRead last = book.lastRead();
        if (last != null) {
            out.add(
                    "lastRead",
                    JSON.createObjectBuilder().add("book", last.book()).add("secrets", texts(last.secrets())));
        }
        return out.build().toString();
    }

    public static GatewayBook readBook(String json) {
        return read(json, "GatewayBook", in -> {
            Set<String> paused = in.containsKey("paused")
                    ? in.getJsonArray("paused").getValuesAs(JsonString::getString).stream()
                            .collect(Collectors.toUnmodifiableSet())
                    : Set.of();
            return new GatewayBook(
                    in.getJsonNumber("version").longValueExact(),
                    in.getString("book", null),
                    texts(in),
                    paused,
                    lastRead(in));
        });
    }

    private static GatewayBook.@Nullable LastRead lastRead(JsonObject book) {
        JsonObject last = book.getJsonObject("lastRead");
        return last == null ? null : new GatewayBook.LastRead(last.getString("book"), texts(last));
    }

    private static Map<String, String> texts(JsonObject book) {
        Map<String, String> texts = new HashMap<>();
        JsonObject secrets = book.getJsonObject("secrets");
        secrets.keySet().forEach(name -> texts.put(name, secrets.getString(name)));
        return texts;
    }

    private static JsonObjectBuilder texts(Map<String, String> secrets) {
        JsonObjectBuilder texts = JSON.createObjectBuilder();
        secrets.forEach(texts::add);
        return texts;
    }

    public static GatewayReport readReport(String json) {
        return read(
                json,
                "GatewayReport",
                in -> new GatewayReport(
                        in.getString("gateway"),
                        in.getBoolean("bound"),
                        Instant.parse(in.getString("at")),
                        CarrierJson.list(in, "carriers", CarrierJson::read),
                        in.getString("fault", ""),
                        in.containsKey("book") ? in.getJsonNumber("book").longValueExact() : 0,
                        in.getString("run", "")));
    }

    private static void addIfPresent(JsonObjectBuilder out, String name, @Nullable String value) {
        if (value != null) {
            out.add(name, value);
        }
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
            // The cause is left out: parsers quote what they read, and an order carries a code.
            throw new IllegalArgumentException(
                    "Not a " + type + " of version 1: " + e.getClass().getSimpleName());
        }
    }
}
