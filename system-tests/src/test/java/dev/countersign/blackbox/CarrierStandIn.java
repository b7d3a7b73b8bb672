package dev.countersign.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider that takes messages over HTTP and tells their receipts by signed callbacks. */
final class CarrierStandIn implements AutoCloseable {

    static final String SECRET = "what both of them know";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, JsonNode> messages = new ConcurrentHashMap<>();
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    CarrierStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 10);
        server.createContext("/messages", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode message = JSON.readTree(exchange.getRequestBody());
        String id = UUID.randomUUID().toString();
        authorizations.put(id, exchange.getRequestHeaders().getFirst("Authorization"));
        messages.put(id, message);
        byte[] answer = ("{\"id\": \"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** This carrier as a book has it; its secrets are {@code web.secret} and {@code web.callback}. */
    String json() {
        return "{\"name\": \"web\", \"url\": \"http://127.0.0.1:"
                + server.getAddress().getPort()
                + "/messages\", \"secretFile\": \"web.secret\", \"headers\": {\"Authorization\": \"Bearer {secret}\"},"
                + " \"body\": \"{\\\"to\\\": \\\"{to}\\\", \\\"text\\\": \\\"{text}\\\", \\\"ttl\\\": {validitySeconds}}\","
                + " \"id\": \"/id\","
                + " \"callback\": {\"secretFile\": \"web.callback\", \"header\": \"X-Signature\", \"id\": \"/id\","
                + " \"state\": \"/state\", \"delivered\": [\"there\"], \"failed\": [\"lost\"]}}";
    }

    /** The id of a message to this number. */
    Optional<String> findMessage(String number) {
        return messages.entrySet().stream()
                .filter(entry -> entry.getValue().path("to").asText().equals(number))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    String text(String id) {
        return messages.get(id).path("text").asText();
    }

    /** What the product showed when it brought a message. */
    String authorization(String id) {
        return authorizations.get(id);
    }

    /** Tells the product that a message is there. */
    static Answer callBack(Http http, String id, String secret) throws GeneralSecurityException {
        return signed(http, secret, "application/json", "{\"id\": \"" + id + "\", \"state\": \"there\"}");
    }

    /** Posts what this carrier signs, of whichever kind. */
    static Answer signed(Http http, String secret, String contentType, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return http.with("X-Signature", signature).send("POST", "/api/v1/carrier-receipts/web", contentType, body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
