package dev.countersign.keyfile;

import java.util.Base64;
import java.util.Optional;

/** Base64 as XML carries it (XML Schema part 2, section 3.2.16): broken by any white space, and strict else. */
final class Base64Text {

    private Base64Text() {}

    /** Empty if it is none. */
    static Optional<byte[]> find(String text) {
        try {
            String compact = text.replaceAll("[ \\t\\r\\n]", "");
            return compact.length() % 4 == 0 ? Optional.of(Base64.getDecoder().decode(compact)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
