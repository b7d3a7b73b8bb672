package dev.countersign.device;

/** What a person types or pastes where no keyboard is forced on him. */
final class TypedText {

    /** Fullwidth forms of ASCII (Unicode block FF00) lie this far above it. */
    private static final int FULLWIDTH = 0xFF01 - '!';

    private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

    private TypedText() {}

    /** Without blanks and dashes of any width, and with fullwidth letters and digits as those of ASCII. */
    static String canonical(String typed) {
        StringBuilder canonical = new StringBuilder(typed.length());
        typed.chars()
                .map(c -> c >= 0xFF01 && c <= 0xFF5E ? c - FULLWIDTH : c)
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && DASHES.indexOf(c) < 0)
                .forEach(c -> canonical.append((char) c));
        return canonical.toString();
    }
}
