package dev.countersign.helpdesk;

/** What a caller is asked by the script of the help desk. */
public enum IdentityElement {
    /** A question whose answer he chose himself. */
    SECURITY_QUESTION,
    DATE_OF_BIRTH,
    POSTAL_ADDRESS,
    ID_DOCUMENT,
    /** What he traded or transferred lately. */
    RECENT_ACTIVITY,
    /** He was called back at the number that the broker has of him. */
    CALL_BACK
}
