package dev.countersign.push.fcm;

/** The token service does not know this service account, or not any more. */
final class RefusedAccountException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedAccountException(String text) {
        super(text);
    }
}
