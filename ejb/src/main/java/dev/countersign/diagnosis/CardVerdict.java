package dev.countersign.diagnosis;

/** Why the answers of a display card are refused. No verdict says that a card is locked: it cannot lock itself. */
public enum CardVerdict {
    /** Too many answers were wrong; for a while none is looked at, whatever it is. */
    K_BLOCKED,
    /** The challenge was too old. */
    K_EXPIRED,
    /** The answer has not the digits that the card shows. */
    K_FORMAT,
    /** The answer is that to a challenge before, or a code that was used or passed over. */
    K_OLD_CHALLENGE,
    /** The answer is that of another card of the user. */
    K_OTHER_CARD,
    /** The card that gave it was sent, and not activated. */
    K_NOT_ACTIVE,
    /** The card that gave it is the user's no more. */
    K_RETIRED,
    /** The counter or the clock of the card ran away; two answers in a row find it again. */
    K_OUT_OF_STEP,
    /** Several challenges in a row were answered wrongly: probably by a wrong PIN, which the card cannot tell. */
    K_PIN_LIKELY,
    /** The user does not know the PIN any more. */
    K_PIN_FORGOTTEN,
    /** The display shows nothing, or not all. */
    K_DEFECT,
    /** The buttons were touched and not pressed. */
    K_BUTTONS,
    /** Nothing of all this: people must look. */
    K_ESCALATE,
    /** Nothing is wrong so far, as far as the server knows. */
    K_NOTHING_FOUND
}
