package dev.countersign.budget;

/**
 * Numbers to which no SMS goes.
 *
 * @param prefix how they begin: a plus sign and 1 to 15 digits
 * @param note why, for operators; at most 200 characters
 */
public record ClosedRangeView(String prefix, String note) {

    private static final int MAX_NOTE = 200;

    /** Throws {@link IllegalArgumentException} that says what is wrong. */
    public ClosedRangeView {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("a range is written as a plus sign and 1 to 15 digits");
        }
        if (note.length() > MAX_NOTE) {
            throw new IllegalArgumentException("note has at most " + MAX_NOTE + " characters");
        }
    }

    static boolean isPrefix(String text) {
        return text.matches("\\+[1-9][0-9]{0,14}");
    }
}
