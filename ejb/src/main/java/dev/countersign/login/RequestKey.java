package dev.countersign.login;

import dev.countersign.crypto.Secrets;
import java.util.regex.Pattern;

/**
 * By what a client marks a request, so that it can send it once more when no answer came: the header {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header), the element {@code requestId} of SOAP. Each request has a key of its own, at random.
 *
 * @param value 22 to 128 characters of {@code A-Z a-z 0-9 . _ ~ + / = -}; a UUID of version 4 will do, or 128 random bits in base64
 */
public record RequestKey(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{22,128}");

    public RequestKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the key of a request has 22 to 128 letters, digits and characters of . _ ~ + / = -; a random UUID will do");
        }
    }

    /** By what a step is known that was asked for with this key. */
    String digestFor(String step) {
        return Secrets.digestOf(step + ' ' + value);
    }

    @Override
    public String toString() {
        return "RequestKey[hidden]";
    }
}
