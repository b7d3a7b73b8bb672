package dev.countersign.simulator;

/**
 * What goes wrong on purpose.
 *
 * @param mode how
 * @param everyNth the fault hits every n-th submit_sm after it was switched on; 1 = each
 * @param delayMillis how late a submit_sm that is hit and taken is kept and answered, 0 to 600,000; with SLOW that is all
 *     that is wrong
 */
public record Faults(Mode mode, int everyNth, int delayMillis) {

    static final int MAX_NTH = 1_000_000;
    static final int MAX_DELAY = 600_000;

    /** How a submit_sm that is hit fares. */
    public enum Mode {
        /** Nothing is wrong. */
        NONE,
        /** Answered with ESME_RTHROTTLED and not kept. */
        THROTTLE,
        /** Answered with ESME_RSYSERR and not kept. */
        SYSTEM_ERROR,
        /** Taken and answered late. */
        SLOW,
        /** Taken and delivered, but no receipt is sent. */
        NO_RECEIPT,
        /** Taken and shown, but the receipt says undeliverable. */
        NEGATIVE_RECEIPT,
        /** Taken and shown, but the receipt says rejected, as where a filter blocks it. */
        REJECTED_RECEIPT,
        /** Taken, then the connection is cut without an answer; the receipt follows at the next bind. */
        DISCONNECT
    }

    public Faults {
        if (everyNth < 1 || everyNth > MAX_NTH) {
            throw new IllegalArgumentException("everyNth must be from 1 to " + MAX_NTH);
        }
        if (delayMillis < 0 || delayMillis > MAX_DELAY) {
            throw new IllegalArgumentException("delayMillis must be from 0 to " + MAX_DELAY);
        }
    }

    static Faults none() {
        return new Faults(Mode.NONE, 1, 0);
    }
}
