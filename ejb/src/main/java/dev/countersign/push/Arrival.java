package dev.countersign.push;

/** How far a notification came, as far as anybody has told. */
public enum Arrival {
    /** Its push service has not taken it yet. */
    WAITING,
    /** No push service took it. */
    FAILED,
    /** Its push service took it. */
    TAKEN,
    /** The app said that it came. */
    ARRIVED,
    /** Its user saw it in the app. */
    OPENED
}
