package dev.countersign.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The media types that a caller takes (RFC 9110 section 12.5.1). What has the form is handed on as ranges and weights alone: the routing
 * behind reads neither empty elements nor commas in quotes, and takes them for a fault of its own. Nothing here differs by another parameter.
 */
final class AcceptField {

    /** Browsers send some 200 characters. */
    private static final int LONGEST = 1000;

    /** Possessive, as all that repeats here: a group that may be given back is matched by recursion, and a long field would end the stack. */
    private static final String SPACE = "[ \\t]*+";

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}+";
    private static final String QUOTED = "\"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*+\"";
    private static final String WEIGHT = "[qQ]=(0(?:\\.[0-9]{0,3}+)?+|1(?:\\.0{0,3}+)?+)";
    private static final String PARAMETER =
            SPACE + ";" + SPACE + "(?:" + WEIGHT + "|(?![qQ]=)" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))?+";
    private static final String ELEMENT = "(" + TOKEN + "/" + TOKEN + ")(?:" + PARAMETER + ")*+";

    static final Pattern FORM = Pattern.compile(
            SPACE + "(?:" + ELEMENT + ")?+(?:" + SPACE + "," + SPACE + "(?:" + ELEMENT + ")?+)*+" + SPACE);

    private static final Pattern RANGE = Pattern.compile(ELEMENT);

    private AcceptField() {}

    /** The ranges of all fields of the name, as one; empty where they have not the form, or are too long. */
    static Optional<String> read(List<String> fields) {
        String field = String.join(", ", fields);
        return field.length() <= LONGEST && FORM.matcher(field).matches()
                ? Optional.of(plain(field))
                : Optional.empty();
    }

    private static String plain(String field) {
        List<String> ranges = new ArrayList<>();
        for (Matcher range = RANGE.matcher(field); range.find(); ) {
            String weight = range.group(2);
            ranges.add(range.group(1) + (weight == null ? "" : ";q=" + weight));
        }
        // Who names none takes any.
        return ranges.isEmpty() ? "*/*" : String.join(", ", ranges);
    }
}
