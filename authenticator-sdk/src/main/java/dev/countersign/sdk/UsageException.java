package dev.countersign.sdk;

/** What was typed on the command line makes no sense. The message says what would. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
