package dev.countersign.carrier;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the core knows of a book of carriers: that it has carriers and routes, and which names in it stand for secrets. */
public final class BookJson {

    private static final Set<String> NAMES_OF_SECRETS =
            Set.of("passwordFile", "secretFile", "authorities", "clientKeysFile", "clientKeysPasswordFile");

    private BookJson() {}

    /** Throws {@link IllegalArgumentException} that says what is wrong, and never a secret. */
    public static WantedBook read(JsonObject book, Map<String, String> secrets) {
        if (!(book.get("carriers") instanceof JsonArray) || !(book.get("routes") instanceof JsonArray)) {
            throw new IllegalArgumentException("the book has the arrays carriers and routes");
        }
        Set<String> needed = new TreeSet<>();
        collect(book, needed);
        return new WantedBook(book.toString(), needed, secrets);
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
}
