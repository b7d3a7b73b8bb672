package dev.countersign.device;

import java.nio.charset.StandardCharsets;

/** Texts that a user reads before he approves: none that deceives the eye or is not there. */
final class ShownText {

    private static final int LONGEST = 200;

    /** Marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode annex 9): they turn text around. */
    private static final String DIRECTION = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private ShownText() {}

    static void require(String text, String name) {
        if (text.isBlank()
                || text.length() > LONGEST
                || text.chars().anyMatch(ShownText::deceives)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedOctetsException("the " + name + " is not a text of 1 to " + LONGEST
                    + " characters, without controls and marks of direction");
        }
    }

    private static boolean deceives(int character) {
        return Character.isISOControl(character)
                || character == '\u2028'
                || character == '\u2029'
                || DIRECTION.indexOf(character) >= 0;
    }
}
