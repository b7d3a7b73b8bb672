package dev.countersign.activation;

import java.time.Instant;

/**
 * A token on its way.
 *
 * @param resendAt when the number may get another SMS
 * @param expiresAt end of the token and of its activation
 */
public record SentToken(Instant resendAt, Instant expiresAt) {}
