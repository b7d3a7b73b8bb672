package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** The push service of browsers: what it was given, decrypted with the keys of its browsers. */
record PushStandIn(Http http) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FAULTS = "/simulator/push/faults";

    /** What a browser tells its page. */
    record Subscription(URI endpoint, String key, String auth, String id) {}

    Subscription subscribe(String applicationServerKey) {
        Answer made = http.post(
                "/simulator/push/subscriptions",
                JsonNodeFactory.instance.objectNode().put("applicationServerKey", applicationServerKey));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return new Subscription(
                URI.create(made.text("endpoint")), made.text("p256dh"), made.text("auth"), made.text("id"));
    }

    /** What the service was given for the subscription last, once something has come. */
    JsonNode newest(Subscription subscription) {
        return Eventually.get("a notification", PATIENCE, () -> {
            JsonNode all = http.get("/simulator/push/messages?subscription=" + subscription.id())
                    .json();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        });
    }

    /** Answers with a status from now on. */
    void answer(int status) {
        set(JsonNodeFactory.instance
                .objectNode()
                .put("mode", "STATUS")
                .put("status", status)
                .put("retryAfter", ""));
    }

    /** Nothing is wrong any more. */
    @Override
    public void close() {
        set(JsonNodeFactory.instance
                .objectNode()
                .put("mode", "NONE")
                .put("status", 500)
                .put("retryAfter", ""));
    }

    private void set(JsonNode faults) {
        Answer answer = http.send(http.request(FAULTS)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(faults.toString())));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }
}
