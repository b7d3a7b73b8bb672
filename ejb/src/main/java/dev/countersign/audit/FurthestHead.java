package dev.countersign.audit;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The furthest head of the chain that this node has seen since its start. While a server runs the chain only grows: a table whose head
 * goes back had places taken away, and whoever seals it again makes of that a chain that looks right.
 */
@ApplicationScoped
class FurthestHead {

    private static final System.Logger LOG = System.getLogger(FurthestHead.class.getName());

    private ChainHead seen = ChainHead.START;
    private boolean reported;

    /** Whether a committed head is the one seen before or one behind it. Heads of transactions that may be undone are not to be asked for. */
    synchronized boolean isReached(ChainHead head) {
        boolean reached = head.sequence() > seen.sequence()
                || (head.sequence() == seen.sequence() && head.chainHash().equals(seen.chainHash()));
        if (reached) {
            seen = head;
        } else if (!reported) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "ALERT: the audit chain ended at entry " + seen.sequence() + " and ends at entry " + head.sequence()
                            + " now, or another one stands there; somebody has changed the table. Nothing is sealed on it");
        }
        reported = !reached;
        return reached;
    }
}
