package dev.countersign.push.apns;

import dev.countersign.contracts.http.RetryAfter;
import dev.countersign.push.ApnsAddress;
import dev.countersign.push.BoundedHttp;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Optional;

/** Sends one notification to one device. */
final class ApnsSender {

    private final ApnsAccount account;
    private final ProviderToken token;
    private final BoundedHttp http;
    private final Clock clock;

    ApnsSender(ApnsAccount account, BoundedHttp http, Clock clock) {
        this.account = account;
        this.token = new ProviderToken(account, clock);
        this.http = http;
        this.clock = clock;
    }

    PushOutcome send(ApnsAddress to, PushNotification what) {
        try {
            BoundedHttp.Answer answer = post(to, what);
            boolean expired = ApnsReason.of(answer.body()).equals(ApnsReason.EXPIRED_PROVIDER_TOKEN);
            return outcome(expired ? post(to, what) : answer);
        } catch (IOException e) {
            return PushOutcome.failed(Optional.empty(), e.getClass().getSimpleName());
        }
    }

    private BoundedHttp.Answer post(ApnsAddress to, PushNotification what) throws IOException {
        String bearer = token.text();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(account.address() + "/3/device/" + to.deviceToken()))
                .header("authorization", "bearer " + bearer)
                .header("apns-topic", account.topic())
                .header("apns-push-type", "alert")
                .header("apns-priority", "10")
                .header("apns-id", what.id().toString())
                .header("apns-collapse-id", what.place())
                .header(
                        "apns-expiration",
                        Long.toString(clock.instant().plus(what.life()).getEpochSecond()));
        BoundedHttp.Answer answer = http.send(
                request.POST(HttpRequest.BodyPublishers.ofString(payload(what))).build());
        if (ApnsReason.of(answer.body()).equals(ApnsReason.EXPIRED_PROVIDER_TOKEN)) {
            token.discard(bearer);
        }
        return answer;
    }

    private static String payload(PushNotification what) {
        return Json.createObjectBuilder()
                .add(
                        "aps",
                        Json.createObjectBuilder()
                                .add(
                                        "alert",
                                        Json.createObjectBuilder()
                                                .add("title", what.title())
                                                .add("body", what.body()))
                                .add("sound", "default"))
                .add("id", what.id().toString())
                .add("kind", what.kind())
                .build()
                .toString();
    }

    private PushOutcome outcome(BoundedHttp.Answer answer) {
        if (answer.status() == 200) {
            return PushOutcome.sent();
        }
        String reason = ApnsReason.of(answer.body());
        PushOutcome.Kind kind = ApnsReason.kind(answer.status(), reason);
        boolean isWorthRepeating = kind == PushOutcome.Kind.BUSY || kind == PushOutcome.Kind.FAILED;
        return new PushOutcome(
                kind,
                isWorthRepeating ? RetryAfter.of(answer.header(RetryAfter.HEADER), clock.instant()) : Optional.empty(),
                ("status " + answer.status() + " " + reason).strip());
    }
}
