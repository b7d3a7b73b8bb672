package dev.countersign.phone;

/** What a typed code is when it is compared. */
public enum CodeCheck {
    RIGHT,
    WRONG,
    /** The code was this subject's, but its life is over. */
    EXPIRED
}
