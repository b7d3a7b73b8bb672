package dev.countersign.id;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A UUID in the text form of RFC 9562 section 4, in lower case, as we write it. Anything else names nothing, and some of it is no text that a
 * database takes.
 */
public final class CanonicalUuid {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private CanonicalUuid() {}

    /** The UUID that a text is; empty if it is none, or is written in another way. */
    public static Optional<UUID> parse(String text) {
        return is(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** Whether a text is one. */
    public static boolean is(String text) {
        return FORM.matcher(text).matches();
    }
}
