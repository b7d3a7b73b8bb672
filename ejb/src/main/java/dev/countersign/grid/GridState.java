package dev.countersign.grid;

/** Where a card stands. */
enum GridState {
    /** It was shown, and none of its cells has been typed. */
    SHOWN,
    /** It opens logins, until its time is over. */
    ACTIVE,
    /** Another took its place. */
    ENDED
}
