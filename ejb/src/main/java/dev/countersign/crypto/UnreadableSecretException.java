package dev.countersign.crypto;

/** A stored secret does not open: another key, another record, or changed octets. Its text never quotes the secret. */
public class UnreadableSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableSecretException(String message) {
        super(message);
    }
}
