package dev.countersign.sdk;

import dev.countersign.device.OcraSuite;
import dev.countersign.device.P256PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the server offers for an invitation. Nothing is used up by it, and it may be redeemed until the server takes it or ends it.
 *
 * @param invitation whose secret the redemption needs
 * @param approvalSuite of devices with a PIN
 * @param serverKey of this activation
 */
public record Offer(
        Invitation invitation,
        UUID activation,
        UUID enrolment,
        OcraSuite challengeSuite,
        Optional<OcraSuite> approvalSuite,
        P256PublicKey serverKey,
        Instant expiresAt) {

    private static final int RESPONSE_DIGITS = 8;
    private static final int CHALLENGE_DIGITS = 6;
    private static final int HASH_DIGITS = 64;

    /** Whether the suites take what a device has, a question and a PIN, and give what a person types. */
    boolean isServed() {
        return isServed(challengeSuite, CHALLENGE_DIGITS)
                && approvalSuite.map(suite -> isServed(suite, HASH_DIGITS)).orElse(true);
    }

    private static boolean isServed(OcraSuite suite, int question) {
        return suite.digits() == RESPONSE_DIGITS
                && suite.questionLength() >= question
                && !suite.hasCounter()
                && suite.sessionLength().isEmpty()
                && suite.timeStep().isEmpty();
    }

    /** Whether the suites are those of a device that these keys are protected by: with a PIN as an input, or without. */
    boolean isFor(UnlockKind unlock) {
        boolean pin = unlock == UnlockKind.PIN;
        return challengeSuite.pinHash().isPresent() == pin
                && approvalSuite.isPresent() == pin
                && approvalSuite.map(suite -> suite.pinHash().isPresent()).orElse(true);
    }
}
