package dev.countersign.activation;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.authenticator.NewEnrolment.Suites;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.P256PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the server offers to a phone; having it uses up nothing and proves nothing. */
public record Offer(UUID activation, UUID enrolment, Suites suites, P256PublicKey serverKey, Instant expiresAt) {

    /** As RFC 6287 writes suites. */
    public String challengeSuite() {
        return suites.challenge().text();
    }

    /** As RFC 6287 writes suites; empty for phones without a PIN. */
    public Optional<String> approvalSuite() {
        return suites.approval().map(OcraSuite::text);
    }

    /** In base64url. */
    public String serverPublicKey() {
        return Base64Octets.encode(serverKey.octets());
    }
}
