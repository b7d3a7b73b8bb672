package dev.countersign.smpp.route;

/** How much use a carrier is now, best first. */
public enum Health {
    /** It takes messages. */
    UP,
    /** It can be reached, but throttles, refuses or leaves unanswered what it is sent. */
    DEGRADED,
    /** There is no session that submits. */
    DOWN
}
