package dev.countersign.schema;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows out of the log. The embedded database tells with a lock time-out the row that was waited for, password verifier and
 * all, and with other faults the value that it did not like; whoever catches such a fault logs it. What is left says which fault
 * it was, where, and of which table.
 */
final class HiddenRows implements Filter {

    private static final String H2 = "org.h2.";

    /** Possessive: a group that may be given back is matched by recursion, and a long value would end the stack. */
    private static final Pattern TEXT = Pattern.compile("'(?:[^']++|'')*+'?");

    private static final Pattern ROW = Pattern.compile("(?s)\\bvalue \\(.*?\\) is locked");

    private final @Nullable Filter next;

    /** @param next decides, as before, whether a record is written; null where all are */
    HiddenRows(@Nullable Filter next) {
        this.next = next;
    }

    /** What stood at the handler before. */
    @Nullable
    Filter next() {
        return next;
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        Throwable thrown = entry.getThrown();
        if (thrown != null && isOfH2(thrown)) {
            entry.setThrown(Told.of(thrown));
        }
        String message = entry.getMessage();
        if (message != null && message.contains(H2)) {
            entry.setMessage(withoutValues(message));
        }
        return next == null || next.isLoggable(entry);
    }

    private static boolean isOfH2(Throwable thrown) {
        boolean found = false;
        for (Throwable cause = thrown; cause != null && !found; cause = cause.getCause()) {
            found = cause.getClass().getName().startsWith(H2);
        }
        return found;
    }

    static String withoutValues(String text) {
        return TEXT.matcher(ROW.matcher(text).replaceAll("value [hidden] is locked"))
                .replaceAll("'hidden'");
    }

    /** A fault as it was told, but for the values in its texts. */
    private static final class Told extends Throwable {

        private static final long serialVersionUID = 1L;

        private final String text;

        private Told(String text, @Nullable Throwable cause) {
            super(text, cause, true, true);
            this.text = text;
        }

        static Told of(Throwable fault) {
            Throwable cause = fault.getCause();
            Told told = new Told(withoutValues(fault.toString()), cause == null ? null : of(cause));
            told.setStackTrace(fault.getStackTrace());
            for (Throwable suppressed : fault.getSuppressed()) {
                told.addSuppressed(of(suppressed));
            }
            return told;
        }

        /** Without the name of this class: the name of the fault's own stands in the text. */
        @Override
        @SuppressWarnings("OverrideThrowableToString") // the message alone would come behind the name of this class
        public String toString() {
            return text;
        }
    }
}
