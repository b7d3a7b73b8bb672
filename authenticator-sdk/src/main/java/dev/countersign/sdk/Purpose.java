package dev.countersign.sdk;

/** What an activation by password is for. */
public enum Purpose {
    /** The user's first authenticator. */
    ACTIVATE,
    /** He has one on another device, which is needed for nothing; his password is typed twice. */
    MIGRATE,
    /** This device lost its data. */
    RECOVER,
    /** An older app on this device signs for this one. */
    MERGE
}
