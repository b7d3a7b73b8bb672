package dev.countersign.card;

/** What an answer was, as far as the server can tell afterwards. */
public enum AnswerReading {
    /** It counted. */
    RIGHT,
    /** It was right, and its challenge too old. */
    EXPIRED,
    /** It has not the digits that the card shows. */
    FORMAT,
    /** It was right for a challenge before, or is a code that was used or passed over. */
    OLD_CHALLENGE,
    /** It is what another card of the user shows. */
    OTHER_CARD,
    /** It is what the card shows further away than a login looks. */
    OUT_OF_STEP,
    /** Challenge, PIN or typing: nobody can tell. */
    WRONG
}
