package dev.countersign.token;

import dev.countersign.factor.FactorKind;
import dev.countersign.user.AccessRevoked;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Ends sessions for other features, and tells which are open; works inside the caller's transaction, seen by every node at the next call. */
@ApplicationScoped
public class SessionEnds {

    @Inject
    private SessionStore sessions;

    @Inject
    private SessionLimits limits;

    @Inject
    private UserStore users;

    @Inject
    private Event<AccessRevoked> revoked;

    @Inject
    private Clock clock;

    /** Ends all sessions of the user, and whatever was begun before and has yielded none yet. */
    public void endAll(long userId) {
        sessions.endAll(userId, clock.instant());
        revoked.fire(new AccessRevoked(userId));
    }

    /**
     * Ends the user's sessions but the one of the id; an empty id spares none.
     *
     * @return how many of them were alive
     */
    public int endAllBut(long userId, String spared) {
        Instant now = clock.instant();
        int alive = sessions.countAliveBut(userId, spared, now, limits.of(users.getUser(userId)));
        sessions.endAllBut(userId, spared, now);
        return alive;
    }

    /**
     * Ends the user's sessions that factors of the kind have opened, but the one of the id; an empty id spares none. A session knows the
     * kind alone, so that one by another factor of the kind ends, too.
     */
    public void endOpenedBy(long userId, FactorKind kind, String spared) {
        sessions.endOpenedBy(userId, kind, spared, clock.instant());
    }

    /** Ends the user's sessions that were opened then or later. */
    public void endAllSince(long userId, Instant since) {
        sessions.endAllSince(userId, since, clock.instant());
    }

    /** Whether what was begun in the session goes on: it is alive, and what opened it opens logins still. */
    public boolean isGood(String id) {
        return sessions.findWithUser(id)
                .filter(owned -> limits.isAlive(owned.user(), owned.session(), clock.instant()))
                .filter(owned -> !limits.isLimited(owned.session()))
                .isPresent();
    }

    /** Whether nobody has ended the session; how long it idled does not matter to a call that was let in. */
    public boolean isOpen(String id) {
        return sessions.isOpen(id);
    }

    /** The ids of the sessions that attempts have yielded and that are alive, by the ids of the attempts. */
    public Map<String, String> findOpenByAttempt(Collection<String> attemptIds) {
        Instant now = clock.instant();
        return sessions.listByAttempts(attemptIds).stream()
                .filter(session -> limits.isAlive(users.getUser(session.userId()), session, now))
                .collect(Collectors.toUnmodifiableMap(LoginSession::attemptId, LoginSession::id));
    }
}
