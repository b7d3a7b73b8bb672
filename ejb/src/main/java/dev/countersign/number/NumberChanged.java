package dev.countersign.number;

/**
 * A user's numbers changed while he had a factor already; whoever has to tell him, or to end what hangs on the number,
 * observes it in the transaction, where the user's row is locked.
 *
 * @param numberId the number that changed
 * @param formerNumberId the number that login codes went to before, or the removed one: a notice goes there
 */
public record NumberChanged(long userId, String numberId, Kind kind, String formerNumberId) {

    /** What happened to the number. */
    public enum Kind {
        /** It was verified, beside another one. */
        VERIFIED,
        /** Login codes go to it from now on. */
        DEFAULT,
        REMOVED
    }
}
