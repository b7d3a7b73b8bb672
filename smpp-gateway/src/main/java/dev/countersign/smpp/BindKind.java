package dev.countersign.smpp;

/** What a session may do (SMPP 3.4 section 4.1). */
enum BindKind {
    /** Submits, and hears no receipts. */
    TRANSMITTER,
    /** Hears receipts, and submits nothing. */
    RECEIVER,
    /** Both. */
    TRANSCEIVER;

    boolean submits() {
        return this != RECEIVER;
    }

    boolean hears() {
        return this != TRANSMITTER;
    }
}
