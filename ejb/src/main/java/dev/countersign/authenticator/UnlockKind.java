package dev.countersign.authenticator;

/** What opens the keys on a phone. */
public enum UnlockKind {
    /** A PIN that the phone does not know: it is part of each response. */
    PIN,
    /** Face, finger or passcode of the phone itself. */
    DEVICE,
    /** Nothing: no such phone is taken. */
    NONE
}
