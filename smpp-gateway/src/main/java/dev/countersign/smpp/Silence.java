package dev.countersign.smpp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts by carrier how many watches in a row ended without any receipt that says something. After many it says nothing any more
 * about a message: rather the receipts are lost on the way to us, or cannot be read, and each message would be sent twice.
 */
final class Silence {

    /** In a row; the next one moves no order on. */
    static final int MOST = 20;

    private static final System.Logger LOG = System.getLogger(Silence.class.getName());

    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

    /** A receipt came for a message of this carrier that is known here, and says something of it. */
    void end(String carrier) {
        Integer before = inARow.remove(carrier);
        if (before != null && before >= MOST) {
            LOG.log(System.Logger.Level.INFO, "smpp.carrier name={0} event=receipts-again", carrier);
        }
    }

    /** A watch ended without such a receipt. Returns whether that is a reason to send the message by the next route. */
    boolean counts(String carrier) {
        int now = inARow.merge(carrier, 1, (before, one) -> Math.min(before, MOST) + one);
        if (now == MOST) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "smpp.carrier name={0} event=no-receipts watches={1}: failover on silence rests, see"
                            + " docs/carriers.md",
                    carrier,
                    MOST);
        }
        return now <= MOST;
    }
}
