package dev.countersign.migration;

/** Why an authenticator does not move. */
public enum MoveObstacle {
    /** The user has none that could. */
    NOTHING_TO_MOVE,
    /** It was on a phone of another kind. */
    OTHER_PHONE,
    /** It is on this very installation. */
    HERE,
    /** It moved too often within a day. */
    RECENT
}
