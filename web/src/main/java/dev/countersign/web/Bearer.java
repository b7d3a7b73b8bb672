package dev.countersign.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secret of an {@code Authorization: Bearer} header (RFC 6750 section 2.1). */
final class Bearer {

    private static final Pattern FORM = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/=-]{1,4096})");

    private Bearer() {}

    /** The secret; empty without the header, with two of them, or with one of another form. */
    static Optional<String> find(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        return values == null || values.size() != 1 ? Optional.empty() : find(values.get(0));
    }

    static Optional<String> find(String header) {
        Matcher fields = FORM.matcher(header);
        return fields.matches() ? Optional.of(fields.group(1)) : Optional.empty();
    }

    /** The secret, or one that opens nothing: a missing secret is answered like a wrong one. */
    static String orNone(HttpHeaders headers) {
        return find(headers).orElse("");
    }
}
