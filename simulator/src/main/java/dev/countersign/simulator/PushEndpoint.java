package dev.countersign.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.countersign.simulator.push.PushFaults;
import dev.countersign.simulator.push.PushHeaders;
import dev.countersign.simulator.push.PushInbox;
import dev.countersign.simulator.push.RefusedPushException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where messages for simulated browsers arrive (RFC 8030 section 5). */
final class PushEndpoint implements AutoCloseable {

    /** Beginning of the path; the id of the subscription is the rest. */
    static final String PATH = "/push/";

    private static final int SILENCE_SECONDS = 60;
    private static final int MAX_PARTS = 100_000;
    private static final byte[] PART = new byte[8_192];

    private final PushInbox inbox;
    private final String origin;
    private final CountDownLatch closing = new CountDownLatch(1);

    PushEndpoint(PushInbox inbox, String origin) {
        this.inbox = inbox;
        this.origin = origin;
    }

    /** @param id of the subscription, as the path has it */
    Answer answer(HttpExchange exchange, String id) throws IOException {
        inbox.countRequest();
        if (!"POST".equals(exchange.getRequestMethod())) {
            return Answer.onlyMethods("POST");
        }
        byte[] body = exchange.getRequestBody().readNBytes(PushInbox.MOST_OCTETS + 1);
        PushFaults faults = inbox.faults();
        return switch (faults.mode()) {
            case NONE -> take(exchange, id, body);
            case STATUS -> status(exchange, faults);
            case REDIRECT -> head(exchange, 301, "Location", origin + PATH + "elsewhere");
            case ENDLESS -> endless(exchange);
            case SILENT -> silence();
        };
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private Answer take(HttpExchange exchange, String id, byte[] body) throws IOException {
        try {
            String message = inbox.take(id, PushHeaders.of(exchange.getRequestHeaders()), body, origin)
                    .id();
            return head(exchange, 201, "Location", origin + "/message/" + message);
        } catch (RefusedPushException e) {
            return Answer.error(e.status(), String.valueOf(e.getMessage()));
        }
    }

    private static Answer status(HttpExchange exchange, PushFaults faults) throws IOException {
        return faults.retryAfter().isEmpty()
                ? head(exchange, faults.status(), "Cache-Control", "no-store")
                : head(exchange, faults.status(), "Retry-After", faults.retryAfter());
    }

    private static Answer head(HttpExchange exchange, int status, String name, String value) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        Answer.secure(headers);
        headers.set(name, value);
        exchange.sendResponseHeaders(status, -1);
        return Answer.written();
    }

    /** Ends when the other side hangs up, or after 800 MB. */
    private Answer endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(201, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < MAX_PARTS && closing.getCount() > 0; i++) {
                body.write(PART);
            }
        }
        return Answer.written();
    }

    private Answer silence() {
        try {
            closing.await(SILENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.error(503, "silence is over");
    }
}
