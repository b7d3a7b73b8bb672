package dev.countersign.cardorder;

import dev.countersign.audit.Reference;

/**
 * A "no".
 *
 * @param reference finds the audit entry
 */
public record CardOrderRefusal(Reason reason, Reference reference) {

    /** Why it was refused. */
    public enum Reason {
        /** The user has no such order, or there is no such user. */
        UNKNOWN,
        /** A card is ordered already. */
        OPEN,
        /** The order was shipped, refused or cancelled before. */
        OVER,
        /** The account is for practice, or not open. */
        ACCOUNT_STATE,
        /** The account has less in it than the jurisdiction asks for, or nobody told how much. */
        EQUITY,
        /** No account is known that the deposit could be held on, or another one was named. */
        NO_ACCOUNT,
        /** The user has or had no such card, or another one took its place before. */
        NOT_REPLACEABLE
    }
}
