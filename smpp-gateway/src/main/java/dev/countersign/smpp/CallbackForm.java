package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import jakarta.json.JsonException;
import jakarta.json.JsonStructure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a carrier tells of receipts: a signed body of JSON. A receipt that is sent twice, or again by somebody who has seen it,
 * says nothing new: states only ever move forward.
 *
 * @param secret of the signature
 * @param header that has the signature: HMAC-SHA256 of the body's octets in hexadecimal digits, with {@code sha256=} in
 *     front or without
 * @param id JSON pointer to the message's id
 * @param state JSON pointer to the word for the state
 * @param error JSON pointer to the error's code; empty where there is none
 * @param words what these words mean
 */
record CallbackForm(String secret, String header, String id, String state, String error, Words words) {

    private static final String PREFIX = "sha256=";
    private static final int LEAST_SECRET = 16;

    /** Words for states that end; any other is one on the way. */
    record Words(Set<String> delivered, Set<String> failed, Set<String> rejected) {

        Words {
            delivered = Set.copyOf(delivered);
            failed = Set.copyOf(failed);
            rejected = Set.copyOf(rejected);
        }

        private SmsReceipt.State of(String word) {
            if (delivered.contains(word)) {
                return SmsReceipt.State.DELIVERED;
            }
            if (rejected.contains(word)) {
                return SmsReceipt.State.REJECTED;
            }
            return failed.contains(word) ? SmsReceipt.State.UNDELIVERABLE : SmsReceipt.State.ENROUTE;
        }
    }

    CallbackForm {
        if (secret.length() < LEAST_SECRET) {
            throw new IllegalArgumentException("the secret of a callback has at least " + LEAST_SECRET + " characters");
        }
    }

    /** Whether the carrier signed these octets; in constant time. */
    boolean isSigned(String signature, byte[] body) {
        String hex = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(hmac(body)).getBytes(StandardCharsets.US_ASCII),
                hex.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    /** The receipt in a body; empty where none can be read. */
    Optional<Receipt> read(byte[] body) {
        try {
            JsonStructure json = Pointers.parse(new String(body, StandardCharsets.UTF_8));
            return Pointers.find(json, id)
                    .map(found -> new Receipt(
                            found.toLowerCase(Locale.ROOT),
                            words.of(Pointers.find(json, state).orElse("")),
                            Pointers.find(json, error).orElse(""),
                            OptionalInt.empty(),
                            ""));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private byte[] hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 failed", e);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "CallbackForm[" + header + "]";
    }
}
