package dev.countersign.password;

import java.time.Instant;

/** The code that an operator dictates, told once, and its end. */
public record IssuedReset(ResetCode code, Instant expiresAt) {}
