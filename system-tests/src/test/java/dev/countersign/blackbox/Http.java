package dev.countersign.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** HTTP to one address, with an optional bearer token. Every answer of the API is held against its OpenAPI document. */
public record Http(URI base, Map<String, String> headers) {

    private static final int LONG_BODY = 1_000_000;

    private static final HttpClient CLIENT = newClient();

    static Http to(URI base) {
        return new Http(base, Map.of());
    }

    public Http as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** As if from another network address: the server believes its proxy, which this machine is. */
    Http from(int number) {
        return with("X-Forwarded-For", "10." + (number >> 16) + "." + (number >> 8 & 0xff) + "." + (number & 0xff));
    }

    Http with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Http(base, Map.copyOf(more));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    public Answer post(String path, Object json) {
        return send("POST", path, "application/json", json.toString());
    }

    public Answer send(String method, String path, String mediaType, String body) {
        return send(request(path)
                .header("Content-Type", mediaType)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        HttpResponse<String> response = exchange(request, HttpResponse.BodyHandlers.ofString());
        Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
        ApiDocument.V1.check(request, answer);
        return answer;
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        headers.forEach(builder::header);
        return builder;
    }

    static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        HttpClient client = mayBeAnsweredEarly(request) ? newClient() : CLIENT;
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(request + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A server that answers before it has read the whole body closes the connection: no other request may be on its way. */
    private static boolean mayBeAnsweredEarly(HttpRequest request) {
        return request.bodyPublisher()
                .filter(body -> body.contentLength() < 0 || body.contentLength() > LONG_BODY)
                .isPresent();
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }
}
