package dev.countersign.authenticator;

import dev.countersign.device.OcraSuite;
import dev.countersign.device.P256PublicKey;
import java.util.Optional;
import java.util.UUID;

/**
 * What an activation makes.
 *
 * @param approvalKey with which the phone signs approvals
 * @param credential id of the WebAuthn credential behind that key, base64url; empty where a PIN opens the keys
 */
public record NewEnrolment(
        UUID id,
        long userId,
        UUID installation,
        Suites suites,
        P256PublicKey approvalKey,
        Optional<String> credential) {

    /**
     * How responses are computed (RFC 6287).
     *
     * @param approval of phones with a PIN
     */
    public record Suites(OcraSuite challenge, Optional<OcraSuite> approval) {}
}
