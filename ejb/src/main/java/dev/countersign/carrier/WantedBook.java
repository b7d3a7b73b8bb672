package dev.countersign.carrier;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Carriers and routes that an operator wants.
 *
 * @param json as docs/carriers.md has it
 * @param secrets texts by the names that stand in it as names of files; those that are left out stay as they are
 */
public record WantedBook(JsonObject json, Map<String, String> secrets) {

    private static final Set<String> NAMES_OF_SECRETS = Set.of("passwordFile", "secretFile", "authorities");
    private static final int MAX_BOOK = 30_000;
    private static final int MAX_SECRETS = 20_000;

    /** Throws {@link IllegalArgumentException} that says what is wrong, and never a secret. */
    public WantedBook {
        secrets = Map.copyOf(secrets);
        if (!(json.get("carriers") instanceof JsonArray) || !(json.get("routes") instanceof JsonArray)) {
            throw new IllegalArgumentException("the book has the arrays carriers and routes");
        }
        if (json.toString().length() > MAX_BOOK) {
            throw new IllegalArgumentException("the book has at most " + MAX_BOOK + " characters");
        }
        if (secrets.values().stream().mapToInt(String::length).sum() > MAX_SECRETS) {
            throw new IllegalArgumentException("the secrets have at most " + MAX_SECRETS + " characters");
        }
    }

    /** The secrets that it needs, by their names. */
    Set<String> needed() {
        Set<String> names = new TreeSet<>();
        collect(json, names);
        return names;
    }

    private static void collect(JsonValue value, Set<String> names) {
        if (value instanceof JsonArray array) {
            array.forEach(member -> collect(member, names));
        } else if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                collect(member, names);
                Optional.of(member)
                        .filter(found -> NAMES_OF_SECRETS.contains(name) && found instanceof JsonString)
                        .ifPresent(found -> names.add(((JsonString) found).getString()));
            });
        }
    }

    /** Names of secrets, never their texts. */
    @Override
    public String toString() {
        return "WantedBook[" + secrets.keySet() + "]";
    }
}
