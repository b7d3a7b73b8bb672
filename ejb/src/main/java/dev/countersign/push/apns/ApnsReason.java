package dev.countersign.push.apns;

import dev.countersign.push.PushOutcome;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Map;
import java.util.regex.Pattern;

/** The reason in the body of an answer that is no success, and what it means for the sender. */
final class ApnsReason {

    static final String EXPIRED_PROVIDER_TOKEN = "ExpiredProviderToken";

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,40}");

    /** What is not listed is told by its status. */
    private static final Map<String, PushOutcome.Kind> KINDS = Map.of(
            "BadDeviceToken", PushOutcome.Kind.ADDRESS_DEAD,
            "Unregistered", PushOutcome.Kind.ADDRESS_DEAD,
            "ExpiredToken", PushOutcome.Kind.ADDRESS_DEAD,
            "TooManyRequests", PushOutcome.Kind.BUSY,
            "TooManyProviderTokenUpdates", PushOutcome.Kind.BUSY,
            "IdleTimeout", PushOutcome.Kind.FAILED);

    private ApnsReason() {}

    /** The word; empty where there is none. */
    static String of(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            String reason = reader.readObject().getString("reason", "");
            return WORD.matcher(reason).matches() ? reason : "";
        } catch (JsonException | ClassCastException e) {
            return "";
        }
    }

    static PushOutcome.Kind kind(int status, String reason) {
        return KINDS.getOrDefault(reason, kind(status));
    }

    private static PushOutcome.Kind kind(int status) {
        return switch (status) {
            case 410 -> PushOutcome.Kind.ADDRESS_DEAD;
            case 429 -> PushOutcome.Kind.BUSY;
            default -> status >= 500 ? PushOutcome.Kind.FAILED : PushOutcome.Kind.REFUSED;
        };
    }
}
