package dev.countersign.push.fcm;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An error of FCM as its body tells it (google.rpc.Status): the error code of FCM, else the canonical status, and whether it complains
 * about the registration token.
 */
final class FcmError {

    private static final Set<String> CODES = Set.of(
            "UNREGISTERED",
            "INVALID_ARGUMENT",
            "SENDER_ID_MISMATCH",
            "QUOTA_EXCEEDED",
            "UNAVAILABLE",
            "INTERNAL",
            "THIRD_PARTY_AUTH_ERROR",
            "NOT_FOUND",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "UNAUTHENTICATED");

    private final JsonObject error;

    private FcmError(JsonObject error) {
        this.error = error;
    }

    /** From the body of an answer; one that is not understood has no code. */
    static FcmError parse(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject error = reader.readObject().getJsonObject("error");
            return new FcmError(error == null ? JsonValue.EMPTY_JSON_OBJECT : error);
        } catch (JsonException | ClassCastException e) {
            return new FcmError(JsonValue.EMPTY_JSON_OBJECT);
        }
    }

    /** One of the known codes, or an empty text. */
    String code() {
        String code = details()
                .map(detail -> detail.getString("errorCode", ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(error.getString("status", ""));
        return CODES.contains(code) ? code : "";
    }

    /** Whether a field violation names the token of the message. */
    boolean blamesToken() {
        return details()
                .flatMap(detail -> objects(detail, "fieldViolations"))
                .anyMatch(violation -> violation.getString("field", "").equals("message.token"));
    }

    private Stream<JsonObject> details() {
        return objects(error, "details");
    }

    private static Stream<JsonObject> objects(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonArray array
                ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
                : Stream.empty();
    }
}
