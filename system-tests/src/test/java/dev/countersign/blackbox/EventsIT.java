package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A login screen follows its attempt without asking. */
@ExtendWith(ProductExtension.class)
@Timeout(60)
class EventsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Product product;

    EventsIT(Product product) {
        this.product = product;
    }

    @Test
    void theStreamTellsTheWayOfTheAttemptAndEnds() throws Exception {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        HttpResponse<Stream<String>> stream = attempt.events();
        CompletableFuture<Void> opened = new CompletableFuture<>();
        CompletableFuture<List<String>> states = CompletableFuture.supplyAsync(() -> states(stream.body(), opened));

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(stream.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        opened.get(20, TimeUnit.SECONDS);
        attempt.answer(product.inbox().code(user));
        attempt.token();

        assertThat(states.get(40, TimeUnit.SECONDS))
                .startsWith("FACTOR_PENDING")
                .endsWith("TOKEN_ISSUED");
    }

    private static List<String> states(Stream<String> lines, CompletableFuture<Void> opened) {
        List<String> states = new ArrayList<>();
        lines.filter(line -> line.startsWith("data:")).forEach(line -> {
            states.add(state(line.substring("data:".length())));
            opened.complete(null);
        });
        return states;
    }

    private static String state(String json) {
        try {
            return JSON.readTree(json).path("state").asText();
        } catch (java.io.IOException e) {
            throw new AssertionError(json, e);
        }
    }
}
