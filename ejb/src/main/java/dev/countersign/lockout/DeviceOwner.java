package dev.countersign.lockout;

import java.time.Instant;

/**
 * Whose devices are recognised.
 *
 * @param since devices that were recognised for the last time before are forgotten
 */
public record DeviceOwner(long userId, Instant since) {}
