package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A login screen follows its attempt without asking, and whoever waits for a code its message. */
@ExtendWith(ProductExtension.class)
@Timeout(60)
class EventsIT {

    private static final Duration PAUSE = Duration.ofMinutes(2);
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
        CompletableFuture<List<String>> states =
                CompletableFuture.supplyAsync(() -> states(stream.body(), "FACTOR_PENDING", opened));

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

    @Test
    void theStreamOfACodeTellsItsOwnSessionTheWayOfTheMessageUntilThatEnds() throws Exception {
        TestUser user = product.operator().newUser();
        Account account = Account.withSms(product, user);
        product.time().advance(PAUSE);
        Account elsewhere = Account.withSms(product, user);
        product.time().advance(PAUSE);
        String path = "/api/v1/me/confirmations/" + account.beginConfirmation("PASSWORD_CHANGE") + "/delivery";

        assertNotTold(elsewhere.http(), path);
        assertNotTold(product.http(), path, 401);
        HttpResponse<Stream<String>> stream = stream(account.http(), path);
        CompletableFuture<Void> told = new CompletableFuture<>();
        CompletableFuture<List<String>> states =
                CompletableFuture.supplyAsync(() -> states(stream.body(), "DELIVERED", told));
        assertThat(stream.statusCode()).isEqualTo(200);
        told.get(40, TimeUnit.SECONDS);
        Answer delivered = account.http().get(path);
        assertThat(delivered.text("state")).isEqualTo("DELIVERED");
        assertThat(delivered.json().at("/message/state").asText()).isEqualTo("DELIVERED");
        assertThat(delivered.body()).doesNotContain(user.number().substring(3));
        account.http().send(account.http().request("/api/v1/sessions/current").DELETE());

        assertThat(states.get(40, TimeUnit.SECONDS)).endsWith("DELIVERED");
        assertNotTold(account.http(), path, 401);
    }

    @Test
    void theSecretOfAResetAndNothingElseTellsTheWayOfItsMessage() {
        TestUser user = product.operator().newUser();
        String code = product.operator().newResetCode(user);
        Answer claimed = product.http()
                .post(
                        "/api/v1/password-resets",
                        Account.body().put("userName", user.userName()).put("resetCode", code));
        String path = "/api/v1/password-resets/" + claimed.text("id") + "/delivery";

        Eventually.get(
                "a delivered code",
                Duration.ofSeconds(30),
                () -> Optional.of(product.http().as(claimed.text("secret")).get(path))
                        .filter(answer -> answer.text("state").equals("DELIVERED")));
        assertNotTold(product.http(), path);
        assertNotTold(product.http().as("wrong"), path);
    }

    @Test
    void anothersNumberTellsNothing() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);
        String id = account.added(user.number());
        String path = "/api/v1/me/numbers/" + id + "/verification/delivery";
        assertNotTold(account.http(), path);
        assertThat(account.sendCode(id).status()).isEqualTo(202);

        Eventually.get(
                "the owner is told the way of the message",
                Duration.ofSeconds(30),
                () -> Optional.of(account.http().get(path).text("state"))
                        .filter(List.of("SENT", "DELIVERED")::contains));
        assertNotTold(
                Account.withoutFactor(product, product.operator().newUserWithoutNumber())
                        .http(),
                path);
    }

    private static void assertNotTold(Http caller, String path) {
        assertNotTold(caller, path, 404);
    }

    private static void assertNotTold(Http caller, String path, int status) {
        assertThat(caller.get(path).status()).isEqualTo(status);
        assertThat(stream(caller, path).statusCode()).isEqualTo(status);
    }

    private static HttpResponse<Stream<String>> stream(Http caller, String path) {
        return Http.exchange(
                caller.request(path + "/events")
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
    }

    /** All that the stream tells until it ends; one state is news at once. */
    private static List<String> states(Stream<String> lines, String awaited, CompletableFuture<Void> told) {
        List<String> states = new ArrayList<>();
        lines.filter(line -> line.startsWith("data:")).forEach(line -> {
            String state = state(line.substring("data:".length()));
            states.add(state);
            if (state.equals(awaited)) {
                told.complete(null);
            }
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
