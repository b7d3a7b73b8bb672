package dev.countersign.smpp;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A carrier that takes messages over HTTP.
 *
 * @param url where to post to; https, or http on this machine alone
 * @param form how a message is written
 * @param answer where its answers have what
 * @param callback how it tells of receipts; without it there are none
 * @param tls whom to trust, where these are not the authorities of the runtime
 * @param submitTimeout for the connection, and again for the answer
 */
record HttpAccess(
        URI url,
        MessageForm form,
        AnswerForm answer,
        Optional<CallbackForm> callback,
        Optional<Tls> tls,
        Duration submitTimeout)
        implements Access {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");
    private static final int MAX_PORT = 65_535;

    HttpAccess {
        String host = url.getHost();
        boolean plain = "http".equals(url.getScheme()) && host != null && LOOPBACK.contains(host);
        if (host == null || url.getUserInfo() != null || !(plain || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("url is an https address without user and password");
        }
        if (url.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("url has a port up to " + MAX_PORT);
        }
        if (submitTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("a time-out is at least a millisecond");
        }
    }

    /** A request with all of its headers and no body yet, for the message with this key. */
    HttpRequest.Builder request(UUID key) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(url).timeout(submitTimeout).header(CONTENT_TYPE, form.body.contentType());
        form.headers.forEach((name, value) -> builder.header(name, value.replace("{key}", key.toString())));
        return builder;
    }

    /**
     * How a message is written.
     *
     * @param headers beside Content-Type; they may carry a secret, and have a place {@code {key}}
     * @param secret that bodies may carry at {@code {secret}}
     */
    record MessageForm(BodyTemplate body, Map<String, String> headers, String secret) {

        MessageForm {
            headers = Map.copyOf(headers);
            headers.forEach(MessageForm::require);
        }

        /** The text of Java's own refusal has the value, which may be a secret. */
        private static void require(String name, String value) {
            if (name.equalsIgnoreCase(CONTENT_TYPE)) {
                throw new IllegalArgumentException("headers: " + name + " would be sent twice; contentType says it");
            }
            try {
                HttpRequest.newBuilder().header(name, value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("headers: " + name
                        + " is no header that can be set, or its value has characters that no header may have");
            }
        }

        /** A body of these values. */
        String fill(Map<String, String> values) {
            Map<String, String> all = new HashMap<>(values);
            all.put("secret", secret);
            return body.fill(all);
        }

        /** Names of headers, never their values. */
        @Override
        public String toString() {
            return "MessageForm[" + headers.keySet() + "]";
        }
    }

    @Override
    public int submitters() {
        return 1;
    }

    /** Whole, as long as it may be. */
    @Override
    public int parts(String text, SegmentedText.Form longTexts) {
        return 1;
    }

    @Override
    public boolean hasReceipts() {
        return callback.isPresent();
    }
}
