package dev.countersign.factor;

/** What a typed answer is when it is compared. */
public enum CodeCheck {
    RIGHT,
    WRONG,
    /** It was right for this subject, but its life is over. */
    EXPIRED
}
