package dev.countersign.web;

import dev.countersign.login.RequestKey;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** The key by which a client marks a request, in the header {@code Idempotency-Key}, quoted as that of the draft is or bare. */
final class RequestKeys {

    static final String HEADER = "Idempotency-Key";

    private static final String QUOTE = "\"";

    private RequestKeys() {}

    static Optional<RequestKey> find(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(HEADER);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw ProblemException.malformed(HEADER + " stands there more than once");
        }
        try {
            return Optional.of(new RequestKey(unquoted(values.get(0).strip())));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(HEADER + ": " + e.getMessage());
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith(QUOTE) && value.endsWith(QUOTE);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
