package dev.countersign.crypto;

/** An operator changed a data key; fired inside the transaction that changes it. */
public record KeyChange(String operator, String keyId, Kind kind) {

    /** What happened to the key. */
    public enum Kind {
        /** It was made, and is current from now on. */
        MADE,
        /** It stands under another master key. */
        REWRAPPED,
        /** It is gone, and with it whatever might still have needed it. */
        REMOVED
    }
}
