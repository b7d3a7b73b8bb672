package dev.countersign.push;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to servers that are not trusted to behave: no redirect is followed, no more of an answer is read than {@value #MOST_OCTETS}
 * octets, and connection and whole answer have their time. Connections are kept and shared until an
 * answer fails to come: such a connection may be dead without saying so, so the next request gets a new one.
 */
public final class BoundedHttp {

    static final int MOST_OCTETS = 8192;

    private final HttpClient.Builder builder;
    private final Duration answerTimeout;
    private volatile HttpClient client;

    /**
     * @param connectTimeout until the connection stands
     * @param answerTimeout from the request to the last octet of its answer, the connection included
     */
    public BoundedHttp(Duration connectTimeout, Duration answerTimeout) {
        this(HttpClient.newBuilder(), connectTimeout, answerTimeout);
    }

    /** With a builder that has what is special, such as whom it trusts. */
    public BoundedHttp(HttpClient.Builder builder, Duration connectTimeout, Duration answerTimeout) {
        this.builder = builder.followRedirects(HttpClient.Redirect.NEVER).connectTimeout(connectTimeout);
        this.client = builder.build();
        this.answerTimeout = answerTimeout;
    }

    /** The answer, its body cut where it is too long. Throws {@link IOException} where none came in time. */
    public Answer send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new FirstOctets(MOST_OCTETS));
        try {
            HttpResponse<byte[]> response = answer.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response, new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            renewClient();
            throw new HttpTimeoutException("no answer within " + answerTimeout);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            // Ends the exchange, and with it what is still coming of an answer.
            answer.cancel(true);
        }
    }

    /** The old one ends with the last request that uses it. */
    private synchronized void renewClient() {
        client = builder.build();
    }

    /** An answer with as much of its body as was read. */
    public record Answer(HttpResponse<?> head, String body) {

        public int status() {
            return head.statusCode();
        }

        /** The first value of the header. */
        public @Nullable String header(String name) {
            return head.headers().firstValue(name).orElse(null);
        }
    }
}
