package dev.countersign.authenticator;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A user's authenticator as he knows it.
 *
 * @param id of the enrolment
 * @param model of the phone
 * @param since when it became active
 */
public record ActiveAuthenticator(
        UUID id, UUID installation, String model, Platform platform, Instant since, Optional<Instant> lastUsedAt) {}
