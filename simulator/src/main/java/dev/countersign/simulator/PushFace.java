package dev.countersign.simulator;

import com.sun.net.httpserver.HttpExchange;
import dev.countersign.simulator.push.PushInbox;
import dev.countersign.simulator.push.Subscription;
import java.io.IOException;
import java.util.Optional;

/** The push service's REST interface below {@code /simulator/push/}; the endpoints of its browsers lie below {@code /push/}. */
final class PushFace implements AutoCloseable {

    private static final String INTERFACE = "/simulator/push/";

    private final PushInbox inbox;
    private final String origin;
    private final PushEndpoint endpoint;

    /** @param origin of this service: scheme, host and port */
    PushFace(PushInbox inbox, String origin) {
        this.inbox = inbox;
        this.origin = origin;
        this.endpoint = new PushEndpoint(inbox, origin);
    }

    boolean handles(String path) {
        return path.startsWith(INTERFACE) || path.startsWith(PushEndpoint.PATH);
    }

    Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return switch (path) {
            case INTERFACE + "subscriptions" -> subscriptions(exchange);
            case INTERFACE + "messages" -> messages(exchange);
            case INTERFACE + "counters" -> counters(exchange);
            case INTERFACE + "faults" -> faults(exchange);
            default ->
                path.startsWith(PushEndpoint.PATH)
                        ? endpoint.answer(exchange, path.substring(PushEndpoint.PATH.length()))
                        : Answer.error(404, "no such resource");
        };
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private Answer subscriptions(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestMethod()) {
            case "POST" -> JsonBody.read(exchange, text -> subscribed(Json.readApplicationServerKey(text)));
            case "DELETE" -> {
                Query.subscription(exchange.getRequestURI().getRawQuery()).ifPresent(inbox::unsubscribe);
                yield Answer.none();
            }
            default -> Answer.onlyMethods("POST, DELETE");
        };
    }

    private Answer subscribed(Optional<String> applicationServerKey) {
        Subscription subscription = inbox.subscribe(applicationServerKey);
        return Answer.created(Json.write(subscription, origin + PushEndpoint.PATH + subscription.id()));
    }

    private Answer messages(HttpExchange exchange) {
        Optional<String> subscription =
                Query.subscription(exchange.getRequestURI().getRawQuery());
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Answer.json(Json.writePushes(inbox.list(subscription)));
            case "DELETE" -> {
                inbox.clear(subscription);
                yield Answer.none();
            }
            default -> Answer.onlyMethods("GET, HEAD, DELETE");
        };
    }

    private Answer counters(HttpExchange exchange) {
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Answer.json(Json.single("requests", inbox.requests()));
            default -> Answer.onlyMethods("GET, HEAD");
        };
    }

    private Answer faults(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Answer.json(Json.write(inbox.faults()));
            case "PUT" ->
                JsonBody.read(exchange, text -> {
                    inbox.set(Json.readPushFaults(text));
                    return Answer.json(Json.write(inbox.faults()));
                });
            default -> Answer.onlyMethods("GET, HEAD, PUT");
        };
    }
}
