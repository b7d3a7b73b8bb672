package dev.countersign.passcode;

import dev.countersign.factor.ReadableText;
import java.security.SecureRandom;

/**
 * What an operator dictates: twelve upper-case letters and digits that are not taken for one another (53 random bits), in groups of
 * four, {@code XXXX-XXXX-XXXX}. {@code toString} hides it.
 */
public record PasscodeValue(String value) {

    private static final int GROUP = 4;
    private static final int LENGTH = 3 * GROUP;

    static PasscodeValue next(SecureRandom random) {
        return new PasscodeValue(ReadableText.next(random, LENGTH));
    }

    /** As it is read aloud. */
    public String grouped() {
        return value.substring(0, GROUP) + "-" + value.substring(GROUP, 2 * GROUP) + "-" + value.substring(2 * GROUP);
    }

    @Override
    public String toString() {
        return "PasscodeValue[hidden]";
    }
}
