package dev.countersign.sdk;

/** What protects the keys of an installation. */
public enum UnlockKind {
    /** A PIN that the device does not know: it is part of each response. */
    PIN,
    /** Face, finger or passcode of the phone. */
    DEVICE,
    /** Nothing; the server may refuse such a device. */
    NONE
}
