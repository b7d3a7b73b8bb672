package dev.countersign.activation;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the token of an activation comes from.
 *
 * @param label the number that an SMS went to, masked; empty where a card shows the token
 * @param challenge six digits for the card; empty where an SMS went
 * @param resendAt when the SMS may be sent again
 * @param expiresAt when the token counts no more: with the activation, and what a card shows before
 */
public record SentToken(
        Optional<String> label, Optional<String> challenge, Optional<Instant> resendAt, Instant expiresAt) {}
