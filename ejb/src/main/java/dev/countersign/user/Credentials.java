package dev.countersign.user;

import dev.countersign.lockout.DeviceOwner;

/** What the password part of a login needs to know about a user. */
public record Credentials(long userId, String passwordHash, String jurisdiction, DeviceOwner deviceOwner) {

    @Override
    public String toString() {
        return "Credentials[user " + userId + "]";
    }
}
