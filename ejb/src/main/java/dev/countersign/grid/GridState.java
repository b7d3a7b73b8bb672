package dev.countersign.grid;

/** Where a card stands. */
public enum GridState {
    /** An online card that was shown, and of which no cell has been typed. */
    SHOWN,
    /** Printed, and given to nobody. */
    IN_STOCK,
    /** On its way to a user, or in his hands without two cells typed. */
    SHIPPED,
    /** It opens logins, an online card until its time is over. */
    ACTIVE,
    /** An online card that another took the place of. */
    ENDED,
    /** An online card that somebody had end before its time, and nothing took the place of. */
    REVOKED,
    /** Lost by its user, or stolen. */
    LOST,
    /** Its cells cannot be read. */
    DEFECTIVE,
    /** Its user wanted it no more. */
    SHREDDED,
    /** Its user activated another plastic card. */
    REPLACED
}
