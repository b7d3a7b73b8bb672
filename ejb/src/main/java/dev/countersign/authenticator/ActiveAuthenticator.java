package dev.countersign.authenticator;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A user's authenticator as he knows it: the one that is active, or keeps the place of one.
 *
 * @param id of the enrolment
 * @param state one that keeps the place
 * @param model of the phone
 * @param since when it became active
 */
public record ActiveAuthenticator(
        UUID id,
        EnrolmentState state,
        UUID installation,
        String model,
        Platform platform,
        Instant since,
        Optional<Instant> lastUsedAt) {}
