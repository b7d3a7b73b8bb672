package dev.countersign.activation;

import dev.countersign.authenticator.NewEnrolment.Suites;
import dev.countersign.device.P256PublicKey;
import java.time.Instant;
import java.util.UUID;

/** What the server offers to a phone; having it uses up nothing and proves nothing. */
public record Offer(UUID activation, UUID enrolment, Suites suites, P256PublicKey serverKey, Instant expiresAt) {}
