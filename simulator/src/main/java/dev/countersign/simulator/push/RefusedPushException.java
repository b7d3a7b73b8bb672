package dev.countersign.simulator.push;

/** A message that the push service does not take. The text says what is wrong with it. */
public final class RefusedPushException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedPushException(int status, String text) {
        super(text);
        this.status = status;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }
}
