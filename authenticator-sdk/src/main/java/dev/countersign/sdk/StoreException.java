package dev.countersign.sdk;

/** What a device keeps cannot be read or written. The message says what to do, and has nothing of the content. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
