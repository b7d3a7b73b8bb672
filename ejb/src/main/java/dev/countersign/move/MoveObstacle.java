package dev.countersign.move;

/** Why an authenticator does not move. */
public enum MoveObstacle {
    /** The user has none that could. */
    NOTHING_TO_MOVE,
    /** Its user stopped it, and the help desk alone goes on. */
    STOPPED,
    /** It was on a phone of another kind. */
    OTHER_PHONE,
    /** It is active on this very installation, and is not to be recovered there. */
    HERE,
    /** It moved too often within a day. */
    RECENT
}
