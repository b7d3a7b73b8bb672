package dev.countersign.smpp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads how a carrier over HTTP tells of receipts. */
final class CallbackReader {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private CallbackReader() {}

    /** @param secrets gives a secret by its name */
    static CallbackForm read(Fields in, UnaryOperator<String> secrets) {
        CallbackForm form = in.make(() -> new CallbackForm(
                signature(in, secrets),
                in.text("contentType", BodyTemplate.JSON),
                new CallbackForm.Places(
                        in.has("each") ? Optional.of(in.text("each")) : Optional.empty(),
                        in.has("key") ? in.text("id", "") : in.text("id"),
                        in.text("state"),
                        in.text("error", ""),
                        in.text("key", "")),
                new CallbackForm.Words(
                        Set.copyOf(in.words("delivered", List.of())),
                        Set.copyOf(in.words("failed", List.of())),
                        Set.copyOf(in.words("rejected", List.of())))));
        in.end();
        return form;
    }

    private static CallbackSignature signature(Fields in, UnaryOperator<String> secrets) {
        return new CallbackSignature(
                secrets.apply(in.text("secretFile")),
                in.text("header"),
                in.word("algorithm", CallbackSignature.Algorithm.class, in.text("algorithm", "HMAC_SHA256")),
                new SignedText(in.text("signed", SignedText.BODY.template()), in.text("url", "")),
                in.find("timestampHeader").map(header -> new SignedTime(header, in.duration("tolerance", TOLERANCE))));
    }
}
