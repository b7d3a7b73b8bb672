package dev.countersign.user;

import dev.countersign.lockout.DeviceOwner;
import java.time.Instant;
import java.util.Optional;

/**
 * What the password part of a login needs to know about a user.
 *
 * @param passwordChangedAt since when the password is another one than the first; empty if it is the first
 */
public record Credentials(
        long userId,
        String passwordHash,
        Optional<Instant> passwordChangedAt,
        String jurisdiction,
        DeviceOwner deviceOwner) {

    @Override
    public String toString() {
        return "Credentials[user " + userId + "]";
    }
}
