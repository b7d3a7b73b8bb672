package dev.countersign.user;

/** What the password part of a login needs to know about a user. */
public record Credentials(long userId, String passwordHash, String jurisdiction) {

    @Override
    public String toString() {
        return "Credentials[user " + userId + "]";
    }
}
