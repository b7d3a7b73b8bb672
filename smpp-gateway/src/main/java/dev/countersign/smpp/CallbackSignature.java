package dev.countersign.smpp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a carrier signs its callbacks: an HMAC (RFC 2104) in a header, in hexadecimal digits or Base64 (RFC 4648 section 4 or 5), with
 * {@code sha256=} or {@code sha1=} in front or without.
 *
 * @param secret of both
 * @param header that has the signature
 * @param text what is signed
 * @param time when it was signed; empty where the carrier does not say
 */
record CallbackSignature(
        String secret, String header, Algorithm algorithm, SignedText text, Optional<SignedTime> time) {

    private static final int LEAST_SECRET = 16;

    /** RFC 9110 section 5.1. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Attacks on SHA-1 find collisions; without the secret none of them forges an HMAC (RFC 6194 section 3.3). */
    enum Algorithm {
        HMAC_SHA256("HmacSHA256", "sha256="),
        HMAC_SHA1("HmacSHA1", "sha1=");

        private final String name;
        private final String prefix;

        Algorithm(String name, String prefix) {
            this.name = name;
            this.prefix = prefix;
        }
    }

    CallbackSignature {
        if (secret.length() < LEAST_SECRET) {
            throw new IllegalArgumentException("the secret of a callback has at least " + LEAST_SECRET + " characters");
        }
        if (!HEADER_NAME.matcher(header).matches()) {
            throw new IllegalArgumentException("header is no name that a header can have");
        }
        if (time.isPresent() && !text.hasHeader(time.get().header())) {
            throw new IllegalArgumentException(
                    "timestampHeader is signed: {header:" + time.get().header() + "} stands in signed");
        }
    }

    /**
     * Whether the carrier signed this, and not too long ago; in constant time.
     *
     * @param headers gives a header of the request by its name; null where there is none
     */
    boolean isOn(UnaryOperator<String> headers, byte[] body, Instant now) {
        boolean late = time.filter(signed -> !signed.isNow(header(headers, signed.header()), now))
                .isPresent();
        return !late
                && text.of(headers, body)
                        .map(this::hmac)
                        .filter(expected -> MessageDigest.isEqual(expected, given(headers, expected.length)))
                        .isPresent();
    }

    /** No octets where the header has neither form. */
    private byte[] given(UnaryOperator<String> headers, int length) {
        String value = header(headers, header);
        String signature = value.startsWith(algorithm.prefix) ? value.substring(algorithm.prefix.length()) : value;
        try {
            return signature.length() == 2 * length
                    ? HexFormat.of().parseHex(signature)
                    : Base64.getDecoder().decode(signature.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String header(UnaryOperator<String> headers, String name) {
        return Objects.toString(headers.apply(name), "").strip();
    }

    private byte[] hmac(byte[] octets) {
        try {
            Mac mac = Mac.getInstance(algorithm.name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm.name));
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm.name + " failed", e);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "CallbackSignature[" + header + "]";
    }
}
