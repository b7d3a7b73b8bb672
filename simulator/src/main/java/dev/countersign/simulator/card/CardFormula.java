package dev.countersign.simulator.card;

import dev.countersign.device.HashFunction;
import dev.countersign.device.Hotp;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.PinHash;
import dev.countersign.device.TimeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a card computes.
 *
 * @param suite an OCRA suite, or in the spelling of key files {@code HOTP-SHA1-6} or {@code TOTP-SHA1-6-30S}
 * @param key in hexadecimal
 */
record CardFormula(String suite, String key) {

    private static final Pattern OTP = Pattern.compile("(HOTP|TOTP)-(SHA1|SHA256|SHA512)-([678])(?:-([0-9]{1,3})S)?");

    CardFormula {
        if (!OTP.matcher(suite).matches()) {
            OcraSuite.parse(suite);
        }
        Octets.ofHex(key);
    }

    boolean takesPin() {
        return ocra().flatMap(OcraSuite::pinHash).isPresent();
    }

    /** Whether it answers a question. */
    boolean asks() {
        return ocra().isPresent();
    }

    /** Digits that can be typed as a question. */
    int questionLength() {
        return ocra().map(OcraSuite::questionLength).orElse(0);
    }

    /** Whether each answer uses up a place of the counter. */
    boolean counts() {
        return ocra().map(OcraSuite::hasCounter).orElse(suite.startsWith("HOTP"));
    }

    /** The answer to a question after a PIN, whichever that was. */
    String response(String pin, String question, long counter, Instant now) {
        OcraSuite ocra = ocra().orElseThrow();
        OcraInput asked = OcraInput.of(question);
        OcraInput counted = ocra.hasCounter() ? asked.withCounter(counter) : asked;
        OcraInput whole = ocra.pinHash()
                .map(hash -> counted.withPin(PinHash.of(pin.toCharArray(), hash)))
                .orElse(counted);
        try (OcraKey opened = new OcraKey(Octets.ofHex(key))) {
            return Ocra.response(
                    ocra,
                    opened,
                    ocra.timeStep()
                            .map(step -> whole.withTimeSteps(step.stepsAt(now)))
                            .orElse(whole));
        }
    }

    /** The code that is shown unasked. */
    String code(long counter, Instant now) {
        Matcher parts = OTP.matcher(suite);
        if (!parts.matches()) {
            throw new IllegalStateException("this card wants a question");
        }
        long place = Optional.ofNullable(parts.group(4))
                .map(seconds -> new TimeStep(Duration.ofSeconds(Long.parseLong(seconds))).stepsAt(now))
                .orElse(counter);
        return Hotp.password(
                HashFunction.valueOf(parts.group(2)),
                Octets.ofHex(key).toArray(),
                place,
                Integer.parseInt(parts.group(3)));
    }

    private Optional<OcraSuite> ocra() {
        return OTP.matcher(suite).matches() ? Optional.empty() : Optional.of(OcraSuite.parse(suite));
    }

    @Override
    public String toString() {
        return "CardFormula[" + suite + "]";
    }
}
