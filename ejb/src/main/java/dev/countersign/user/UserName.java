package dev.countersign.user;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name a user logs in with: 3 to 64 characters, lower-case letters, digits, dot, underscore and hyphen, a letter
 * first. Case counts: {@code Anna} is not {@code anna}, and nobody is called the former.
 */
public record UserName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{2,63}");

    public UserName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "userName has 3 to 64 characters: lower-case letters, digits, . _ -, a letter first");
        }
    }

    /** The name as typed at a login; empty when nobody can have it. */
    public static Optional<UserName> find(String typed) {
        return FORM.matcher(typed).matches() ? Optional.of(new UserName(typed)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
