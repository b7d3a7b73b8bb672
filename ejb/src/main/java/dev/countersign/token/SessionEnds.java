package dev.countersign.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Ends sessions for other features; works inside the caller's transaction, seen by every node at the next call. */
@ApplicationScoped
public class SessionEnds {

    @Inject
    private SessionStore sessions;

    @Inject
    private Clock clock;

    /** Ends the user's sessions but the one of the id; an empty id spares none. */
    public void endAllBut(long userId, String spared) {
        sessions.endAllBut(userId, spared, clock.instant());
    }
}
