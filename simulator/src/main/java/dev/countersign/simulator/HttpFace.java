package dev.countersign.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.simulator.push.PushInbox;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The inbox page and the REST interface, on the loopback address only. */
final class HttpFace implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final int MAX_THREADS = 128;

    private final Inbox inbox;
    private final FaultSwitch faults;
    private final PushFace push;
    private final CardFace cards;
    private final HttpServer server;
    private final ExecutorService threads;
    private final EventStreams streams;
    private final Page page = new Page();

    HttpFace(int port, Inbox inbox, FaultSwitch faults, PushInbox pushes, CardFace cards) throws IOException {
        this.inbox = inbox;
        this.faults = faults;
        this.cards = cards;
        streams = new EventStreams(inbox);
        server = listen(port);
        push = new PushFace(pushes, "http://127.0.0.1:" + port());
        threads = new ThreadPoolExecutor(4, MAX_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        push.close();
        threads.shutdownNow();
        server.stop(0);
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (BindException e) {
            throw new PortInUseException(port, SimulatorSettings.HTTP_PORT);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = Host.isLocal(exchange.getRequestHeaders().getFirst("Host"))
                        ? route(exchange)
                        : Answer.error(403, "this interface answers on localhost only");
            } catch (IllegalArgumentException e) {
                answer = Answer.error(400, String.valueOf(e.getMessage()));
            }
            answer.write(exchange);
        }
    }

    private Answer route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (push.handles(path)) {
            return push.answer(exchange);
        }
        return cards.handles(path) ? cards.answer(exchange) : ownRoute(exchange);
    }

    private Answer ownRoute(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestURI().getPath()) {
            case "/simulator/messages" -> messages(exchange);
            case "/simulator/counters" -> counters(exchange);
            case "/simulator/faults" -> faults(exchange);
            case "/simulator/events" -> events(exchange);
            default -> page(exchange);
        };
    }

    private Answer messages(HttpExchange exchange) {
        Optional<String> to = Query.to(exchange.getRequestURI().getRawQuery());
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Answer.json(Json.write(inbox.list(to)));
            case "DELETE" -> {
                inbox.clear(to);
                yield Answer.none();
            }
            default -> Answer.onlyMethods("GET, HEAD, DELETE");
        };
    }

    private Answer counters(HttpExchange exchange) {
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Answer.json(Json.single("submitSm", inbox.submitSm()));
            default -> Answer.onlyMethods("GET, HEAD");
        };
    }

    private Answer faults(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> Answer.json(Json.write(faults.faults()));
            case "PUT" -> setFaults(exchange);
            default -> Answer.onlyMethods("GET, HEAD, PUT");
        };
    }

    private Answer setFaults(HttpExchange exchange) throws IOException {
        return JsonBody.read(exchange, text -> {
            Faults next = Json.readFaults(text);
            faults.set(next);
            return Answer.json(Json.write(next));
        });
    }

    private Answer events(HttpExchange exchange) throws IOException {
        if (!"GET".equals(exchange.getRequestMethod())) {
            return Answer.onlyMethods("GET");
        }
        return streams.serve(exchange) ? Answer.written() : Answer.error(503, "too many pages are open");
    }

    private Answer page(HttpExchange exchange) {
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" ->
                page.find(exchange.getRequestURI().getPath()).orElseGet(() -> Answer.error(404, "no such page"));
            default -> Answer.onlyMethods("GET, HEAD");
        };
    }
}
