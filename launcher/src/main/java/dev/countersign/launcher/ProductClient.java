package dev.countersign.launcher;

import dev.countersign.launcher.DemoCards.DemoCard;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The few calls over HTTP that the launcher itself makes. */
final class ProductClient {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final Duration ADMIN_LIMIT = Duration.ofSeconds(60);
    private static final int DEMO_GRID_CARDS = 2;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final Addresses addresses;

    ProductClient(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Empty when the address answers 200, else what is missing in a few words. */
    Optional<String> missing(URI probe) {
        try {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(probe).timeout(PROBE_LIMIT).GET());
            return answer.statusCode() == 200 ? Optional.empty() : Optional.of(checksThatAreDown(answer));
        } catch (IOException noAnswer) {
            return Optional.of("no answer from " + probe);
        }
    }

    /** Lets browsers on desks and programs be authenticators, as suits a demonstration on one machine. */
    void allowDevices(String operatorToken) throws IOException {
        for (String platform : List.of("DESKTOP_BROWSER", "PROGRAM")) {
            admin("PUT", "/admin/device-rules/" + platform, JsonValue.EMPTY_JSON_OBJECT, operatorToken);
        }
    }

    /** Creates the demonstration users that do not exist and locks those that are to be locked. */
    void seed(List<DemoUser> users, String operatorToken) throws IOException {
        JsonArrayBuilder body = Json.createArrayBuilder();
        users.forEach(user -> body.add(user.toProvision()));
        JsonArray outcomes = (JsonArray) admin("POST", "/admin/users", body.build(), operatorToken);
        for (JsonValue outcome : outcomes) {
            if (outcome.asJsonObject().getString("outcome").equals("REFUSED")) {
                throw new LaunchException("A demonstration user was refused: " + outcome);
            }
        }
        for (DemoUser user : users) {
            if (user.state() == DemoUser.State.LOCKED) {
                JsonValue lock = Json.createObjectBuilder().add("locked", true).build();
                admin("PATCH", "/admin/users/" + user.userName(), lock, operatorToken);
            }
        }
    }

    /** Brings the demonstration cards in, has the second operator release them, and sends them to a user, as far as that is still to be done. One stays in the stock. */
    void seedCards(DemoCards cards, String userName, String operatorToken, String secondOperatorToken)
            throws IOException {
        String first = cards.list().get(0).serial();
        if (find(first, operatorToken).isEmpty()) {
            JsonValue order = Json.createObjectBuilder()
                    .add("format", "CSV_HEX")
                    .add("file", cards.base64())
                    .build();
            admin("POST", "/admin/card-batches", order, operatorToken);
        }
        JsonObject known = find(first, operatorToken).orElseThrow();
        if (known.getString("state").equals("UNRELEASED")) {
            admin(
                    "POST",
                    "/admin/card-batches/" + known.getString("batch") + "/release",
                    JsonValue.EMPTY_JSON_OBJECT,
                    secondOperatorToken);
        }
        for (DemoCard card : cards.list()) {
            if (!card.isForOrders()
                    && find(card.serial(), operatorToken)
                            .filter(found -> found.getString("state").equals("IN_STOCK"))
                            .isPresent()) {
                JsonValue shipment = Json.createObjectBuilder()
                        .add("userName", userName)
                        .add("serial", card.serial())
                        .build();
                admin("POST", "/admin/card-shipments", shipment, operatorToken);
            }
        }
    }

    /**
     * Has two plastic grid cards made for a printer that writes their cells to a file, and sends the first one to a user, as far as
     * that is still to be done.
     *
     * @return its serial
     */
    String seedGridCards(Path cells, String userName, String operatorToken, String secondOperatorToken)
            throws IOException {
        if (!Files.exists(cells)) {
            DemoPrinter printer = new DemoPrinter(new SecureRandom());
            JsonValue order = Json.createObjectBuilder()
                    .add("cards", DEMO_GRID_CARDS)
                    .add("printerKey", printer.publicKey())
                    .build();
            JsonObject ordered = (JsonObject) admin("POST", "/admin/grid-batches", order, operatorToken);
            String release = "/admin/grid-batches/" + ordered.getString("id") + "/release";
            JsonObject released = (JsonObject) admin("POST", release, JsonValue.EMPTY_JSON_OBJECT, secondOperatorToken);
            OwnerOnly.write(cells, printer.open(released.getString("file")));
        }
        String serial = Files.readAllLines(cells).get(1).split(",", 2)[0];
        JsonObject known = (JsonObject) admin("GET", "/admin/grid-cards/" + serial, JsonValue.NULL, operatorToken);
        if (known.getString("state").equals("IN_STOCK")) {
            JsonValue shipment =
                    Json.createObjectBuilder().add("userName", userName).build();
            admin("POST", "/admin/grid-cards/" + serial + "/shipment", shipment, operatorToken);
        }
        return serial;
    }

    private Optional<JsonObject> find(String serial, String operatorToken) throws IOException {
        JsonStructure found = admin("GET", "/admin/cards?serial=" + serial, JsonValue.NULL, operatorToken);
        return ((JsonArray) found).stream().map(JsonValue::asJsonObject).findFirst();
    }

    private JsonStructure admin(String method, String path, JsonValue body, String operatorToken) throws IOException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(addresses.api(path))
                .timeout(ADMIN_LIMIT)
                .header("Authorization", "Bearer " + operatorToken)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == JsonValue.NULL ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())));
        if (answer.statusCode() == 401) {
            throw new LaunchException("The database does not know the operator of this folder (it was emptied or "
                    + "exchanged). Start with -Dfresh to make a new one; the keys of a database that COUNTERSIGN_DB_URL"
                    + " names stay.");
        }
        if (answer.statusCode() / 100 != 2) {
            throw new LaunchException(
                    method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return parse(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while an answer was waited for.", e);
        }
    }

    private static String checksThatAreDown(HttpResponse<String> answer) {
        try {
            return parse(answer.body()).asJsonObject().getJsonArray("checks").stream()
                    .map(JsonValue::asJsonObject)
                    .filter(check -> !check.getString("status").equals("UP"))
                    .map(check -> check.getString("name") + " is " + check.getString("status"))
                    .reduce((first, second) -> first + ", " + second)
                    .orElse("answer " + answer.statusCode());
        } catch (JsonException | ClassCastException | NullPointerException notTheHealthDocument) {
            return "answer " + answer.statusCode() + " from " + answer.uri();
        }
    }

    private static JsonStructure parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }
}
