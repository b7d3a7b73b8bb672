package dev.countersign.card;

import dev.countersign.card.CardVerification.Asked;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.PinHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Compares what was typed with what cards show; changes nothing. */
@ApplicationScoped
class CardResponses {

    @Inject
    private Secrets secrets;

    @Inject
    private CardSettings settings;

    /**
     * What was typed.
     *
     * @param question what it answers; of no meaning to a card that shows its codes unasked
     * @param pin in ASCII; of no meaning to a suite that takes none
     * @param code without blanks and hyphens
     */
    record Typed(Optional<String> question, Optional<Octets> pin, String code) {

        @Override
        public String toString() {
            return "Typed[]";
        }
    }

    /** Where the card is after it, at the instant; empty if it is wrong for all places around one. */
    Optional<CardPosition> position(
            DisplayCard card, Typed typed, CardPosition around, Tolerance tolerance, Instant now) {
        try (OcraKey key = card.key(secrets)) {
            if (card.suite().otp().isPresent()) {
                return new OtpVerification(card.suite().otp().get(), key).verify(typed.code(), around, tolerance, now);
            }
            OcraSuite suite = card.suite().ocra().orElseThrow();
            Optional<PinHash> hash = pinHash(suite, typed.pin());
            if (typed.question().isEmpty() || suite.pinHash().isPresent() != hash.isPresent()) {
                return Optional.empty();
            }
            return new CardVerification(suite, key, hash, settings.forResponse())
                    .verify(OcraInput.of(typed.question().get()), typed.code(), around, tolerance, now);
        }
    }

    /** Where the card is after two answers in a row; empty if there is no such place near enough, or it does not run away. */
    Optional<CardPosition> resynchronised(DisplayCard card, Typed first, Typed second, Instant now) {
        Tolerance tolerance = settings.forResynchronisation();
        try (OcraKey key = card.key(secrets)) {
            if (card.suite().otp().isPresent()) {
                return new OtpVerification(card.suite().otp().get(), key)
                        .resynchronise(first.code(), second.code(), card.position(), tolerance, now);
            }
            OcraSuite suite = card.suite().ocra().orElseThrow();
            Optional<PinHash> hash = pinHash(suite, first.pin());
            if (first.question().isEmpty()
                    || second.question().isEmpty()
                    || suite.pinHash().isPresent() != hash.isPresent()) {
                return Optional.empty();
            }
            return new CardVerification(suite, key, hash, settings.forResponse())
                    .resynchronise(
                            new Asked(OcraInput.of(first.question().get()), first.code()),
                            new Asked(OcraInput.of(second.question().get()), second.code()),
                            card.position(),
                            tolerance,
                            now);
        }
    }

    /**
     * The PIN as the suite takes it; empty if the suite takes none, or there is none.
     *
     * @param pin in ASCII
     */
    static Optional<PinHash> pinHash(OcraSuite suite, Optional<Octets> pin) {
        return suite.pinHash()
                .flatMap(hash -> pin.map(typed ->
                        PinHash.of(new String(typed.toArray(), StandardCharsets.US_ASCII).toCharArray(), hash)));
    }
}
