package dev.countersign.recoverycode;

import java.time.Instant;
import java.util.Optional;

/**
 * What a user knows of his recovery codes.
 *
 * @param allowed whether his jurisdiction has them
 * @param left how many of them still open a login
 * @param madeAt when they were made; empty where there are none
 */
public record RecoveryStanding(boolean allowed, int left, Optional<Instant> madeAt) {}
