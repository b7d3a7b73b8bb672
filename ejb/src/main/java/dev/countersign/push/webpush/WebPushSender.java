package dev.countersign.push.webpush;

import dev.countersign.contracts.http.RetryAfter;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.push.BoundedHttp;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import dev.countersign.push.WebPushAddress;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sends one message to one subscription (RFC 8030 section 5), with a key pair and a salt of its own. */
final class WebPushSender {

    /** The length of a message is hidden up to the next multiple of it. */
    private static final int PADDED_TO = 512;

    private final EndpointRules rules;
    private final Vapid vapid;
    private final BoundedHttp http;
    private final Clock clock;
    private final SecureRandom random;

    WebPushSender(EndpointRules rules, Vapid vapid, BoundedHttp http, Clock clock, SecureRandom random) {
        this.rules = rules;
        this.vapid = vapid;
        this.http = http;
        this.clock = clock;
        this.random = random;
    }

    PushOutcome send(WebPushAddress to, PushNotification what) {
        byte[] plain = text(what).getBytes(StandardCharsets.UTF_8);
        if (plain.length > MessageEncryption.MOST_OCTETS) {
            return PushOutcome.refused("the notification is longer than a push message can be");
        }
        try {
            Optional<String> refusal = refusal(to.endpoint());
            return refusal.isPresent()
                    ? PushOutcome.refused(refusal.get())
                    : outcome(http.send(request(to, what, plain)));
        } catch (IOException e) {
            return PushOutcome.failed(Optional.empty(), e.getClass().getSimpleName());
        }
    }

    private Optional<String> refusal(URI endpoint) throws IOException {
        Optional<String> written = rules.refusal(endpoint);
        // The JDK remembers for some seconds what it has found here, and connects there.
        return written.isPresent() ? written : rules.refusalOfAddresses(endpoint);
    }

    private HttpRequest request(WebPushAddress to, PushNotification what, byte[] plain) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to.endpoint())
                .header("Authorization", vapid.authorization(to.endpoint(), clock.instant()))
                .header("TTL", Long.toString(what.life().toSeconds()))
                .header("Urgency", "high")
                .header("Content-Type", "application/octet-stream")
                .header("Content-Encoding", "aes128gcm");
        what.topic().ifPresent(topic -> request.header("Topic", topic));
        if (!"https".equalsIgnoreCase(to.endpoint().getScheme())) {
            request.version(HttpClient.Version.HTTP_1_1);
        }
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(encrypted(plain, to)))
                .build();
    }

    private byte[] encrypted(byte[] plain, WebPushAddress to) {
        int padding = Math.min(MessageEncryption.MOST_OCTETS - plain.length, Math.floorMod(-plain.length, PADDED_TO));
        Octets salt = Octets.random(MessageEncryption.SALT_OCTETS, random);
        return new MessageEncryption(P256KeyPair.generate(random), salt).encrypt(plain, padding, to);
    }

    /** What the browser's worker reads. */
    static String text(PushNotification what) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", what.id().toString())
                .add("kind", what.kind())
                .add("title", what.title())
                .add("body", what.body());
        what.topic().ifPresent(topic -> json.add("tag", topic));
        return json.build().toString();
    }

    /** Nothing of an answer is taken over but its status: what else a stranger's server writes is his. */
    private PushOutcome outcome(BoundedHttp.Answer answer) {
        int status = answer.status();
        String detail = "status " + status;
        Optional<Duration> retryAfter = RetryAfter.of(answer.header(RetryAfter.HEADER), clock.instant());
        if (status / 100 == 2) {
            return PushOutcome.sent();
        }
        return switch (status) {
            case 404, 410 -> PushOutcome.dead(detail);
            case 429 -> PushOutcome.busy(retryAfter, detail);
            case 408 -> PushOutcome.failed(retryAfter, detail);
            default -> status >= 500 ? PushOutcome.failed(retryAfter, detail) : PushOutcome.refused(detail);
        };
    }
}
