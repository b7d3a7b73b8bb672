package dev.countersign.carrier;

import java.util.Map;
import java.util.Set;

/**
 * Carriers and routes that an operator wants.
 *
 * @param json as docs/carriers.md has it, at most 30,000 characters
 * @param needed names in it that stand for secrets
 * @param secrets texts by these names, at most 20,000 characters; those that are left out stay as they are
 */
public record WantedBook(String json, Set<String> needed, Map<String, String> secrets) {

    private static final int MAX_BOOK = 30_000;
    private static final int MAX_SECRETS = 20_000;

    /** Throws {@link IllegalArgumentException} that says what is wrong, and never a secret. */
    public WantedBook {
        needed = Set.copyOf(needed);
        secrets = Map.copyOf(secrets);
        if (json.length() > MAX_BOOK) {
            throw new IllegalArgumentException("the book has at most " + MAX_BOOK + " characters");
        }
        if (secrets.values().stream().mapToInt(String::length).sum() > MAX_SECRETS) {
            throw new IllegalArgumentException("the secrets have at most " + MAX_SECRETS + " characters");
        }
    }

    /** Names of secrets, never their texts. */
    @Override
    public String toString() {
        return "WantedBook[" + secrets.keySet() + "]";
    }
}
