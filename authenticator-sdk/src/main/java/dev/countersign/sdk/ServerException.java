package dev.countersign.sdk;

/**
 * The server gave no answer, or none that can be used: it is not known what it did. The message is for the person at the device and has
 * nothing of what was sent.
 */
public final class ServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
