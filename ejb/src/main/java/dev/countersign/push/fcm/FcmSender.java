package dev.countersign.push.fcm;

import dev.countersign.contracts.http.RetryAfter;
import dev.countersign.push.BoundedHttp;
import dev.countersign.push.FcmAddress;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sends one message to one app ({@code projects.messages.send}). */
final class FcmSender {

    /** Google's wish where a refusal for quota does not say how long. */
    private static final Duration QUOTA_PAUSE = Duration.ofMinutes(1);

    private final URI address;
    private final AccessTokens tokens;
    private final BoundedHttp http;
    private final Clock clock;

    /** @param base scheme and host of the service */
    FcmSender(String base, ServiceAccount account, BoundedHttp http, Clock clock) {
        this.address = URI.create(base + "/v1/projects/" + account.projectId() + "/messages:send");
        this.tokens = new AccessTokens(account, http, clock);
        this.http = http;
        this.clock = clock;
    }

    PushOutcome send(FcmAddress to, PushNotification what) {
        String message = message(to, what).toString();
        try {
            BoundedHttp.Answer answer = post(message);
            // A token can end before its time, as when the account gets another key: one more try with a new one.
            return outcome(answer.status() == 401 ? post(message) : answer);
        } catch (RefusedAccountException e) {
            return PushOutcome.refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return PushOutcome.failed(Optional.empty(), e.getClass().getSimpleName());
        }
    }

    private BoundedHttp.Answer post(String message) throws IOException, RefusedAccountException {
        String token = tokens.token();
        BoundedHttp.Answer answer = http.send(HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build());
        if (answer.status() == 401) {
            tokens.discard(token);
        }
        return answer;
    }

    private static JsonObject message(FcmAddress to, PushNotification what) {
        // The key replaces what is still under way, the tag what stands on the phone already; one that is repeated
        // replaces itself.
        JsonObjectBuilder android = Json.createObjectBuilder()
                .add("priority", "HIGH")
                .add("ttl", what.life().toSeconds() + "s")
                .add("notification", Json.createObjectBuilder().add("tag", what.place()));
        what.topic().ifPresent(topic -> android.add("collapse_key", topic));
        JsonObjectBuilder data =
                Json.createObjectBuilder().add("id", what.id().toString()).add("kind", what.kind());
        what.topic().ifPresent(topic -> data.add("tag", topic));
        return Json.createObjectBuilder()
                .add(
                        "message",
                        Json.createObjectBuilder()
                                .add("token", to.registrationToken())
                                .add(
                                        "notification",
                                        Json.createObjectBuilder()
                                                .add("title", what.title())
                                                .add("body", what.body()))
                                .add("data", data)
                                .add("android", android))
                .build();
    }

    private PushOutcome outcome(BoundedHttp.Answer answer) {
        int status = answer.status();
        if (status == 200) {
            return PushOutcome.sent();
        }
        FcmError error = FcmError.parse(answer.body());
        String detail = ("status " + status + " " + error.code()).strip();
        Optional<Duration> retryAfter = RetryAfter.of(answer.header(RetryAfter.HEADER), clock.instant());
        if (error.code().equals("UNREGISTERED") || error.blamesToken()) {
            return PushOutcome.dead(detail);
        }
        if (status == 429) {
            return PushOutcome.busy(retryAfter.or(() -> Optional.of(QUOTA_PAUSE)), detail);
        }
        return status >= 500 ? PushOutcome.failed(retryAfter, detail) : PushOutcome.refused(detail);
    }
}
