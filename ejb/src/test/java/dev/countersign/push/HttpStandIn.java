package dev.countersign.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.device.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A push service on the loopback address: keeps what it is sent and answers as it is told. */
public final class HttpStandIn implements AutoCloseable {

    private static final byte[] PART = new byte[8192];

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final BlockingQueue<HttpHandler> next = new LinkedBlockingQueue<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * A request.
     *
     * @param headers names in lower case
     */
    public record Received(String method, String path, Map<String, String> headers, Octets body) {

        public String text() {
            return new String(body.toArray(), StandardCharsets.UTF_8);
        }
    }

    public HttpStandIn() {
        try {
            server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The next request that has no answer yet is answered so; name and value of headers follow each other. */
    public HttpStandIn answers(int status, String body, String... headers) {
        next.add(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
        });
        return this;
    }

    /** The next request is taken and never answered. */
    public HttpStandIn saysNothing() {
        next.add(exchange -> awaitClose());
        return this;
    }

    /** The next request gets a body without an end. */
    public HttpStandIn neverEnds(int status) {
        next.add(exchange -> {
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (closing.getCount() > 0) {
                    body.write(PART);
                }
            } catch (IOException e) {
                hungUp.countDown();
            }
        });
        return this;
    }

    /** Returns once the other side has hung up on a body without an end. */
    public void awaitHangUp() throws InterruptedException {
        hungUp.await();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    headers,
                    Octets.of(exchange.getRequestBody().readAllBytes())));
            HttpHandler answer = next.poll();
            if (answer == null) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                answer.handle(exchange);
            }
        }
    }

    private void awaitClose() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
