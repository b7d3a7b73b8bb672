package dev.countersign.keyfile;

/** Ends the reading of a row. */
final class RefusedRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RowReason reason;

    RefusedRowException(RowReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    RowReason reason() {
        return reason;
    }
}
