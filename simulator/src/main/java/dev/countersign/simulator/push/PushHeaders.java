package dev.countersign.simulator.push;

import com.sun.net.httpserver.Headers;
import java.util.Optional;

/** Headers of a request to an endpoint; an absent one is empty. */
public record PushHeaders(
        String authorization, String ttl, String urgency, Optional<String> topic, String contentEncoding) {

    public static PushHeaders of(Headers headers) {
        return new PushHeaders(
                first(headers, "Authorization").orElse(""),
                first(headers, "TTL").orElse(""),
                first(headers, "Urgency").orElse("normal"),
                first(headers, "Topic"),
                first(headers, "Content-Encoding").orElse(""));
    }

    private static Optional<String> first(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }
}
