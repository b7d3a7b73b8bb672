package dev.countersign.authenticator;

/** What is known of the soundness of phone and app. */
public enum Integrity {
    /** The platform vouches for both, by a statement that was checked. */
    SOUND,
    /** The platform says that the phone is rooted, or the app another one. */
    UNSOUND,
    /** Nothing is proven, as in every browser. */
    UNKNOWN
}
