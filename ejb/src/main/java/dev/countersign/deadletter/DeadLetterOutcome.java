package dev.countersign.deadletter;

/** What became of an operator's wish. */
public enum DeadLetterOutcome {
    /** Done, and the message is gone from the dead-letter queue. */
    OK,
    /** There is no such message, or somebody else was faster. */
    UNKNOWN,
    /** The message is an order whose code has ended or was used: nobody may get it any more. */
    CODE_DEAD,
    /** Nobody noted where the message comes from. */
    NO_ORIGIN
}
