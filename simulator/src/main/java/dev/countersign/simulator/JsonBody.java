package dev.countersign.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The body of a request of the REST interface: JSON of a few octets. */
final class JsonBody {

    private static final int MAX_OCTETS = 4_096;

    private JsonBody() {}

    /** What the function makes of the text, or what is wrong with the request. */
    static Answer read(HttpExchange exchange, Function<String, Answer> use) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.matches("(?i)application/json\\s*(;\\s*charset=utf-8\\s*)?")) {
            return Answer.error(415, "Content-Type must be application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_OCTETS + 1);
        if (body.length > MAX_OCTETS) {
            return Answer.error(413, "the body is longer than " + MAX_OCTETS + " octets");
        }
        return use.apply(new String(body, StandardCharsets.UTF_8));
    }
}
