package dev.countersign.smpp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands in for a provider that takes messages over HTTP. */
final class Provider implements AutoCloseable {

    /** What the provider wants to see of us; with a sign that is written otherwise in JSON. */
    static final String SEALED = "sesame \"{to}\"";

    static final String SECRET = CallbackFormTest.SECRET;

    /** A provider of whom no words of an acceptance are known. */
    static final AnswerForm ANSWER = new AnswerForm(
            AnswerForm.Kind.JSON,
            "/messages/0/id",
            "/error/code",
            Map.of("21211", CommandStatus.GIVE_UP),
            "",
            Set.of());

    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile int status = 200;
    private volatile Optional<String> retryAfter = Optional.empty();
    private volatile Body body = Body.WHOLE;
    private volatile String answer = "{\"messages\": [{\"id\": \"AB-1\"}]}";

    /** How much of the body of an answer comes. */
    enum Body {
        WHOLE,
        /** The connection is closed before its end. */
        CUT,
        /** Nothing comes, and the connection stays. */
        STALLED
    }

    Provider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 10);
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "provider");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    void answers(int newStatus, String newAnswer) {
        status = newStatus;
        answer = newAnswer;
    }

    void answers(int newStatus, Body newBody) {
        status = newStatus;
        body = newBody;
    }

    void asksForAPause(String value) {
        retryAfter = Optional.of(value);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/messages");
    }

    HttpAccess access(Duration timeout) {
        return access(timeout, ANSWER);
    }

    HttpAccess access(Duration timeout, AnswerForm form) {
        return new HttpAccess(
                url(),
                new HttpAccess.MessageForm(
                        new BodyTemplate(
                                BodyTemplate.JSON,
                                "{\"to\": \"{to}\", \"from\": \"{from}\", \"text\": \"{text}\", \"ttl\": {validitySeconds},"
                                        + " \"client\": \"{key}\", \"digits\": \"{toDigits}\", \"password\": \"{secret}\"}"),
                        Map.of("Authorization", "Bearer key", "Idempotency-Key", "sms-{key}"),
                        SEALED),
                form,
                Optional.of(new CallbackForm(
                        CallbackFormTest.SIGNATURE,
                        BodyTemplate.JSON,
                        new CallbackForm.Places(Optional.empty(), "/id", "/status", "/error", ""),
                        new CallbackForm.Words(Set.of("delivered"), Set.of("failed"), Set.of("blocked")))),
                Optional.empty(),
                timeout);
    }

    private void serve(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        if (status == 0) {
            return; // never answered
        }
        if (status / 100 == 3) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        retryAfter.ifPresent(value -> exchange.getResponseHeaders().add("Retry-After", value));
        if (body != Body.WHOLE) {
            exchange.sendResponseHeaders(status, 100);
            exchange.getResponseBody().flush();
            if (body == Body.CUT) {
                exchange.close();
            }
            return;
        }
        byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
