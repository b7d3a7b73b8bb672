package dev.countersign.lockout;

import java.time.Instant;

/**
 * Whose devices are recognised.
 *
 * @param since devices that were recognised for the last time before are forgotten
 */
public record DeviceOwner(long userId, Instant since) {

    /** Has no devices: stands for whoever has a name that nobody has. */
    public static final DeviceOwner NOBODY = new DeviceOwner(0, Instant.EPOCH);
}
