package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.blackbox.Http;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/** A login, on whatever screen, that asks the user's phone. */
record PushedLogin(Http http, JsonNode begun) {

    private static final String LOGINS = "/api/v1/logins";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where no number is asked for, and where one always is; tests of other things have peace from both. */
    private static final Map<Boolean, String> JURISDICTIONS = Map.of(false, "SE", true, "FI");

    /** A user whose phone asks for a number at each login, or at none. */
    static TestUser user(Product product, boolean matchNumber) {
        return prefer(product, product.operator().newUser(), matchNumber);
    }

    /** From now on the user's phone asks for a number at each login, or at none. */
    static TestUser prefer(Product product, TestUser user, boolean matchNumber) {
        String jurisdiction = JURISDICTIONS.get(matchNumber);
        assertThat(product.operator()
                        .setRule(jurisdiction, "NUMBER_MATCHING", matchNumber ? "2" : "0")
                        .status())
                .isEqualTo(200);
        assertThat(product.operator()
                        .change(user.userName(), "{\"jurisdiction\": \"" + jurisdiction + "\"}")
                        .status())
                .isEqualTo(200);
        return user;
    }

    /** Begins one; the phone listens. */
    static PushedLogin begin(Product product, TestUser user) {
        return begin(product, user, "WORKSTATION");
    }

    static PushedLogin begin(Product product, TestUser user, String clientKind) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", user.userName()).put("password", user.password());
        json.putObject("client").put("kind", clientKind).put("version", "966");
        Http http = product.http();
        JsonNode begun = send(http, "POST", LOGINS, json.toString());
        assertThat(begun.path("started").path("kind").asText()).as(begun.toString()).isEqualTo("PUSH");
        Map<String, String> headers = new TreeMap<>(http.headers());
        headers.put("Authorization", "Bearer " + begun.path("secret").asText());
        return new PushedLogin(new Http(http.base(), Map.copyOf(headers)), begun);
    }

    /** Where it comes from, as the phone tells it. */
    String place() {
        return http.headers().get("X-Forwarded-For");
    }

    /** The two digits on its screen. */
    String number() {
        return begun.path("started").path("number").asText();
    }

    /** Two digits that are not on it. */
    String otherNumber() {
        return number().equals("42") ? "43" : "42";
    }

    String state() {
        return send(http, "GET", LOGINS + "/" + id(), "").path("state").asText();
    }

    /** Asks once more: the older request is superseded. */
    void again() {
        send(http, "POST", LOGINS + "/" + id() + "/push", "");
    }

    /** Six digits to be answered instead. */
    String challenge() {
        return send(http, "POST", LOGINS + "/" + id() + "/challenge", "")
                .path("started")
                .path("challenge")
                .asText();
    }

    /** Sends the response; returns the state after it. */
    String answer(String response) {
        return send(http, "POST", LOGINS + "/" + id() + "/answer", "{\"code\": \"" + response + "\"}")
                .path("state")
                .asText();
    }

    void cancel() {
        send(http, "DELETE", LOGINS + "/" + id(), "");
    }

    private String id() {
        return begun.path("id").asText();
    }

    private static HttpRequest request(Http http, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.base().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        http.headers().forEach(request::header);
        return request.build();
    }

    private static JsonNode send(Http http, String method, String path, String body) {
        try {
            return JSON.readTree(CLIENT.send(request(http, method, path, body), BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
