package dev.countersign.backoffice;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a back office: 2 to 64 characters, lower-case letters, digits, dot, underscore and hyphen, a letter first. */
public record ClientName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{1,63}");

    public ClientName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "name has 2 to 64 characters: lower-case letters, digits, . _ -, a letter first");
        }
    }

    /** The name as sent; empty when nobody can have it. Nothing is trimmed: another text is another name. */
    public static Optional<ClientName> find(String sent) {
        return FORM.matcher(sent).matches() ? Optional.of(new ClientName(sent)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
