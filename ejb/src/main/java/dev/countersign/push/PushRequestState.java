package dev.countersign.push;

/** Where a request stands. {@link #EXPIRED} is never written down: the clock tells it. */
public enum PushRequestState {
    /** Waits for the user's decision. */
    WAITING,
    /** The user said that it was him. */
    APPROVED,
    /** The user said that it was not him. */
    DENIED,
    /** A newer request of the same attempt took its place. */
    SUPERSEDED,
    /** Its attempt ended, or was answered in another way. */
    ENDED,
    /** Its time was over. */
    EXPIRED
}
