package dev.countersign.authenticator;

/** Says whether so much is known of a phone that it may approve logins; works inside the caller's transaction. */
public interface Soundness {

    /** Whether the phone is not known to be unsound, and is known to be sound where its platform has to vouch for it. */
    boolean isEnough(Installation phone);
}
