package dev.countersign.token;

/** Whether a call keeps its session from idling out. */
public enum Activity {
    /** The user does something. */
    COUNTS,
    /** A page asks by itself, so that it can warn of the end. */
    UNNOTICED
}
