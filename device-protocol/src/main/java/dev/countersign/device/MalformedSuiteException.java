package dev.countersign.device;

/** A text is no OCRA suite; the message says what is wrong with it, in words for whoever imports keys. */
public final class MalformedSuiteException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedSuiteException(String suite, String what) {
        super("\"" + suite + "\" is no OCRA suite: " + what);
    }
}
