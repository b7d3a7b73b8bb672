package dev.countersign.token;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three parts of a JWS in compact form (RFC 7515 section 3.1), taken apart and not believed yet. Each part is
 * base64url without padding in its only form, header and payload are JSON objects without duplicate names.
 */
public final class CompactJws {

    private static final int MAX_CHARACTERS = 4096;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

    private final JsonObject header;
    private final JsonObject payload;
    private final byte[] signed;
    private final byte[] signature;

    private CompactJws(JsonObject header, JsonObject payload, byte[] signed, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signed = signed;
        this.signature = signature;
    }

    /** Its parts; empty if it is none. */
    public static Optional<CompactJws> parse(String token) {
        Matcher parts = FORM.matcher(token);
        if (token.length() > MAX_CHARACTERS || !parts.matches()) {
            return Optional.empty();
        }
        byte[] signed = token.substring(0, parts.end(2)).getBytes(StandardCharsets.US_ASCII);
        return decode(parts.group(1))
                .flatMap(StrictJson::object)
                .flatMap(header -> decode(parts.group(2))
                        .flatMap(StrictJson::object)
                        .flatMap(payload -> decode(parts.group(3))
                                .map(signature -> new CompactJws(header, payload, signed, signature))));
    }

    public JsonObject header() {
        return header;
    }

    public JsonObject payload() {
        return payload;
    }

    public byte[] signed() {
        return signed.clone();
    }

    public byte[] signature() {
        return signature.clone();
    }

    /** The octets; empty if the text is not what encoding them gives, as with spare bits that are set. */
    private static Optional<byte[]> decode(String text) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(text);
            byte[] again = Base64.getUrlEncoder().withoutPadding().encode(octets);
            return Arrays.equals(again, text.getBytes(StandardCharsets.US_ASCII))
                    ? Optional.of(octets)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
