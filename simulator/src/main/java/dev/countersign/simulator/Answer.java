package dev.countersign.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A whole HTTP answer.
 *
 * @param status HTTP status; 0 when the answer was written already
 * @param type Content-Type
 * @param allow value of Allow, or empty
 * @param body text
 */
record Answer(int status, String type, String allow, String body) {

    private static final String JSON = "application/json";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static Answer json(String body) {
        return new Answer(200, JSON, "", body);
    }

    static Answer created(String body) {
        return new Answer(201, JSON, "", body);
    }

    static Answer text(String type, String body) {
        return new Answer(200, type, "", body);
    }

    static Answer none() {
        return new Answer(204, JSON, "", "");
    }

    static Answer written() {
        return new Answer(0, JSON, "", "");
    }

    static Answer error(int status, String text) {
        return new Answer(status, JSON, "", Json.single("error", text));
    }

    static Answer onlyMethods(String allow) {
        return new Answer(405, JSON, allow, Json.single("error", "allowed here: " + allow));
    }

    void write(HttpExchange exchange) throws IOException {
        if (status == 0) {
            return;
        }
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        secure(headers);
        headers.set("Content-Type", type);
        if (!allow.isEmpty()) {
            headers.set("Allow", allow);
        }
        boolean bodiless = octets.length == 0 || "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, bodiless ? -1 : octets.length);
        if (!bodiless) {
            exchange.getResponseBody().write(octets);
        }
    }

    /** Headers of every answer. */
    static void secure(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }
}
