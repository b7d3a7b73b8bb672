package dev.countersign.launcher;

/** The product cannot be started or went away. The message is meant for the person at the terminal. */
public final class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
