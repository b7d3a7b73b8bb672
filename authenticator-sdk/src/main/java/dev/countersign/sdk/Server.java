package dev.countersign.sdk;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The server by its address; sends one call and reads one answer. No cookies, no redirects, no second try. */
public final class Server {

    private static final String API = "/api/v1";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final URI address;
    private final HttpClient http;
    private final Duration limit;

    /** With a client of its own. */
    public Server(URI address) {
        this(
                address,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .build());
    }

    /**
     * For many devices in one program, which share a client.
     *
     * @param address {@code https://host[:port]}; plain HTTP is taken for the own machine only
     * @param http with neither cookies nor redirects
     */
    public Server(URI address, HttpClient http) {
        this(address, http, ANSWER_LIMIT);
    }

    /** @param limit of a whole call, its answer read */
    Server(URI address, HttpClient http, Duration limit) {
        this.address = requireSafe(address);
        this.http = http;
        this.limit = limit;
    }

    /** Scheme, host and port, without a slash at the end. */
    public URI address() {
        return address;
    }

    Answer post(String path, JsonObject body) {
        return send(request(path).POST(publisher(body)));
    }

    Answer post(String path, Installation installation, JsonObject body) {
        return post(path, installation.bearer(), body);
    }

    /** @param bearer secret of an installation or of an activation */
    Answer post(String path, String bearer, JsonObject body) {
        return send(request(path, bearer).POST(publisher(body)));
    }

    Answer put(String path, Installation installation, JsonObject body) {
        return send(request(path, installation).PUT(publisher(body)));
    }

    Answer get(String path, Installation installation) {
        return send(request(path, installation).GET());
    }

    /** Follows the events of a path until it is closed. */
    LiveConnection stream(String path, Installation installation, Consumer<List<PendingRequest>> listener) {
        HttpRequest request = request(path, installation)
                .setHeader("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = await(http.sendAsync(request, BodyHandlers.ofInputStream()));
        if (response.statusCode() != 200) {
            throw new ServerException(address + " opened no stream: " + response.statusCode());
        }
        return EventReader.start(response.body(), listener);
    }

    private HttpRequest.Builder request(String path, Installation installation) {
        return request(path, installation.bearer());
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return request(path).header("Authorization", "Bearer " + bearer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + API + path))
                .header("Accept", "application/json, application/problem+json");
    }

    private static HttpRequest.BodyPublisher publisher(JsonObject body) {
        return BodyPublishers.ofString(body.toString());
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = await(http.sendAsync(
                request.header("Content-Type", "application/json").build(), BodyHandlers.ofByteArray()));
        return new Answer(address, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }

    private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> pending) {
        try {
            return pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new ServerException("No answer from " + address + " within " + limit.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            throw new ServerException("No answer from " + address + " (" + cause(e) + ").", e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while " + address + " was to answer.", e);
        }
    }

    private static String cause(ExecutionException e) {
        Throwable fault = e.getCause();
        if (fault instanceof ConnectException) {
            return "no connection";
        }
        return fault instanceof IOException && fault.getMessage() != null ? fault.getMessage() : String.valueOf(fault);
    }

    private static URI requireSafe(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || !String.valueOf(address.getRawPath()).matches("/?")) {
            throw new IllegalArgumentException("The server's address is https://HOST or https://HOST:PORT.");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && isOwnMachine(host))) {
            throw new IllegalArgumentException(
                    "The server's address begins with https://; http:// is taken for this machine only.");
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return URI.create(scheme + "://" + host.toLowerCase(Locale.ROOT) + port);
    }

    private static boolean isOwnMachine(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    }
}
