package dev.countersign.user;

import java.time.Instant;

/** Where the sessions of users are kept; works inside the caller's transaction. */
public interface SessionBook {

    /** Ends all sessions of the user; seen by every node at the next call. */
    void endAll(long userId, Instant now);
}
