package dev.countersign.smpp;

/** Faults of libraries in words for the log and the operator. */
final class Fault {

    private Fault() {}

    /** What it is and what it says, without its stack. */
    static String plain(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
