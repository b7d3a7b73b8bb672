package dev.countersign.web;

/** Text that a database and a log can take: no control characters and no half of a surrogate pair. */
final class PlainText {

    private PlainText() {}

    static boolean is(String value) {
        return value.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** The text as it is; a problem that names the field where it is none. */
    static String require(String name, String value) {
        if (is(value)) {
            return value;
        }
        throw ProblemException.malformed(name + " has characters that are no text");
    }
}
