package dev.countersign.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.countersign.push.BoundedHttp;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import dev.countersign.push.WebPushAddress;
import dev.countersign.simulator.Simulator;
import dev.countersign.simulator.SimulatorSettings;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's sender and the simulator's push service, which share no code: what is sent is what is read. */
@Timeout(60)
class PushLoopbackTest {

    private static final Instant NOW = Instant.parse("2026-10-21T07:27:00Z");
    private static final PushNotification NOTIFICATION = new PushNotification(
            UUID.fromString("5b1f0f7e-6f0f-4d0c-9a53-7c1a2b3c4d5e"),
            "LOGIN",
            "Confirm your login",
            "Open the app – Öffnen 确认",
            Duration.ofMinutes(3),
            Optional.of("login"));

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final HttpClient http = HttpClient.newHttpClient();
    private Simulator simulator;
    private ECKey pair;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(new SimulatorSettings(0, 0, "countersign", "password"), clock);
        pair = new ECKeyGenerator(Curve.P_256).generate();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theBrowserReadsWhatWasSent() throws Exception {
        JsonObject subscription = subscribe("");

        PushOutcome outcome = send(subscription, pair);

        assertThat(outcome.kind()).isEqualTo(PushOutcome.Kind.SENT);
        JsonArray messages = messages("?subscription=" + subscription.getString("id"));
        assertThat(messages).hasSize(1);
        JsonObject message = messages.getJsonObject(0);
        assertThat(message.getString("id")).isEqualTo(NOTIFICATION.id().toString());
        assertThat(message.getString("kind")).isEqualTo("LOGIN");
        assertThat(message.getString("title")).isEqualTo("Confirm your login");
        assertThat(message.getString("body")).isEqualTo("Open the app – Öffnen 确认");
        assertThat(message.getInt("ttl")).isEqualTo(180);
        assertThat(message.getString("urgency")).isEqualTo("high");
        assertThat(message.getString("topic")).isEqualTo("login");
        assertThat(message.getInt("octets")).isLessThanOrEqualTo(4096);
    }

    @Test
    void eachBrowserHasItsOwnMessages() throws Exception {
        JsonObject one = subscribe("");
        JsonObject other = subscribe("");

        send(one, pair);

        assertThat(messages("?subscription=" + other.getString("id"))).isEmpty();
        assertThat(messages("")).hasSize(1);
        call("DELETE", "/simulator/push/messages?subscription=" + one.getString("id"), "");
        assertThat(messages("")).isEmpty();
    }

    @Test
    void aSubscriptionKnowsItsSender() throws Exception {
        String key = new Vapid(pair, Optional.empty()).applicationServerKey();
        JsonObject subscription = subscribe("{\"applicationServerKey\":\"" + key + "\"}");

        assertThat(send(subscription, pair).kind()).isEqualTo(PushOutcome.Kind.SENT);
        assertThat(send(subscription, new ECKeyGenerator(Curve.P_256).generate())
                        .detail())
                .isEqualTo("status 403");
    }

    @Test
    void aSubscriptionThatEndedIsDead() throws Exception {
        JsonObject subscription = subscribe("");

        call("DELETE", "/simulator/push/subscriptions?subscription=" + subscription.getString("id"), "");

        assertThat(send(subscription, pair).kind()).isEqualTo(PushOutcome.Kind.ADDRESS_DEAD);
        assertThat(send(subscription, pair).detail()).isEqualTo("status 410");
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS, 201, '', SENT",
        "STATUS, 404, '', ADDRESS_DEAD",
        "STATUS, 413, '', REFUSED",
        "STATUS, 429, '30', BUSY",
        "STATUS, 429, 'Wed, 21 Oct 2026 07:27:30 GMT', BUSY",
        "STATUS, 500, '', FAILED",
        "STATUS, 503, '5', FAILED",
        "REDIRECT, 500, '', REFUSED",
        "ENDLESS, 500, '', SENT",
        "SILENT, 500, '', FAILED"
    })
    void whatGoesWrongOnPurposeIsUnderstood(String mode, int status, String retryAfter, PushOutcome.Kind kind)
            throws Exception {
        JsonObject subscription = subscribe("");
        String faults = "{\"mode\":\"" + mode + "\",\"status\":" + status + ",\"retryAfter\":\"" + retryAfter + "\"}";
        assertThat(call("PUT", "/simulator/push/faults", faults).body()).isEqualTo(faults);

        PushOutcome outcome =
                send(subscription, pair, mode.equals("SILENT") ? Duration.ofMillis(300) : Duration.ofSeconds(20));

        assertThat(outcome.kind()).isEqualTo(kind);
        if (mode.equals("SILENT")) {
            assertThat(outcome.detail()).isEqualTo("HttpTimeoutException");
        }
        if (kind == PushOutcome.Kind.BUSY) {
            assertThat(outcome.retryAfter()).contains(Duration.ofSeconds(30));
        }
        assertThat(call("GET", "/simulator/push/counters", "").body()).isEqualTo("{\"requests\":1}");
        assertThat(messages("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"mode\":\"SLOW\"}",
                "{\"mode\":\"STATUS\",\"status\":199}",
                "{\"mode\":\"STATUS\",\"status\":600}",
                "{\"mode\":\"STATUS\",\"retryAfter\":5}",
                "{\"mode\":\"STATUS\",\"retryAfter\":\"a\\r\\nb\"}",
                "{\"mode\":\"NONE\",\"everyNth\":1}"
            })
    void faultsThatAreNotExactAreRefused(String body) throws Exception {
        assertThat(call("PUT", "/simulator/push/faults", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /simulator/push/subscriptions, 405",
        "POST, /simulator/push/messages, 405",
        "POST, /simulator/push/counters, 405",
        "DELETE, /simulator/push/faults, 405",
        "GET, /simulator/push/messages?subscription=1, 400",
        "GET, /simulator/push/else, 404",
        "GET, /push/1, 405",
        "POST, /push/1, 410",
        "GET, /push, 200",
        "GET, /push.mjs, 200"
    })
    void otherRequests(String method, String path, int status) throws Exception {
        assertThat(call(method, path, "").statusCode()).isEqualTo(status);
    }

    private PushOutcome send(JsonObject subscription, ECKey signer) {
        return send(subscription, signer, Duration.ofSeconds(20));
    }

    private PushOutcome send(JsonObject subscription, ECKey signer, Duration patience) {
        WebPushAddress to = WebPushAddress.of(
                subscription.getString("endpoint"), subscription.getString("p256dh"), subscription.getString("auth"));
        return new WebPushSender(
                        new EndpointRules(Set.of(), Set.of(443), true, new NameLookup(patience)),
                        new Vapid(signer, Optional.of("mailto:ops@example.com")),
                        new BoundedHttp(patience, patience),
                        clock,
                        new SecureRandom())
                .send(to, NOTIFICATION);
    }

    private JsonObject subscribe(String body) throws Exception {
        HttpResponse<String> answer = call("POST", "/simulator/push/subscriptions", body);
        assertThat(answer.statusCode()).isEqualTo(201);
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            JsonObject subscription = reader.readObject();
            assertThat(subscription.keySet())
                    .containsExactlyInAnyOrderElementsOf(List.of("id", "endpoint", "p256dh", "auth"));
            return subscription;
        }
    }

    private JsonArray messages(String query) throws Exception {
        try (JsonReader reader = Json.createReader(new StringReader(
                call("GET", "/simulator/push/messages" + query, "").body()))) {
            return reader.readArray();
        }
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.httpPort() + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
