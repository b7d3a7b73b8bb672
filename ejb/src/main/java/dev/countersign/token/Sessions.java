package dev.countersign.token;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.token.SessionStore.Owned;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions behind access tokens: whether they live, and their ends. Each method is one transaction. */
@Stateless
public class Sessions {

    @Inject
    private SessionStore sessions;

    @Inject
    private AccessTokens tokens;

    @Inject
    private SessionLimits limits;

    @Inject
    private UserStore users;

    @Inject
    private SessionEnds ends;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /**
     * Who calls with this access token. The rows of session and user are read on each call, so that an end is seen at
     * once; the time of a call that counts is written down only now and then.
     *
     * @return empty for a token that is not ours or too old, and for a session that is over, idle or of a locked user
     */
    public Optional<SignedInUser> findUser(String token, Activity activity) {
        return findAlive(token).map(owned -> signedIn(owned, activity));
    }

    /** Who calls from a browser with this session cookie; the same rules as for a token. */
    public Optional<SignedInUser> findUserByCookie(String cookie, Activity activity) {
        return sessions.findByCookie(cookie).filter(this::isAlive).map(owned -> signedIn(owned, activity));
    }

    /** Whether the session of a call that was let in lives still; keeps it from nothing. */
    public boolean isAlive(SignedInUser user) {
        return sessions.findWithUser(user.sessionId()).filter(this::isAlive).isPresent();
    }

    /** All claims of the token as a JSON object (RFC 7662 section 2.2); empty for one that opens nothing now. */
    public Optional<String> introspect(String token) {
        return findAlive(token)
                .filter(alive -> !limits.isLimited(alive.session()))
                .flatMap(alive -> tokens.verify(token))
                .map(AccessClaims::json);
    }

    /**
     * A further token of the session, which lives on as it is: same login, same factor, same end. The session of a browser
     * has none, nor has one that opens less by now than its tokens say.
     */
    public Optional<AccessToken> renew(SignedInUser user) {
        return sessions.findWithUser(user.sessionId())
                .filter(this::isAlive)
                .filter(owned -> !owned.session().isInBrowser() && !limits.isLimited(owned.session()))
                .map(owned -> tokens.sign(owned.session(), user.userName()));
    }

    /** The open sessions of the user, the oldest first. */
    public List<SessionView> listOpen(SignedInUser user) {
        Instant now = clock.instant();
        User owner = users.getUser(user.userId());
        return sessions.listNotEnded(user.userId(), now).stream()
                .filter(session -> limits.isAlive(owner, session, now))
                .map(session -> view(session, user))
                .toList();
    }

    /** Ends one session of the user; false if he has none of that id that is open. */
    public boolean end(SignedInUser user, String sessionId) {
        boolean ended = sessions.end(user.userId(), sessionId, clock.instant());
        if (ended) {
            audit.record(AuditFact.byUser(user.userId(), "SESSION_ENDED", "OK", Reference.next(), sessionId));
        }
        return ended;
    }

    /**
     * Ends all sessions of the user, also the one that asks, and logins that have not yielded one yet. Nothing, where somebody ended the one
     * that asks while it waited for the user's row: a thief's would end those that were opened since.
     *
     * @return whether it did
     */
    public boolean endAll(SignedInUser user) {
        users.lockUser(user.userId());
        if (!ends.isOpen(user.sessionId())) {
            return false;
        }
        ends.endAll(user.userId());
        audit.record(AuditFact.byUser(user.userId(), "SESSIONS_ENDED", "OK", Reference.next(), user.sessionId()));
        return true;
    }

    private Optional<Owned> findAlive(String token) {
        return tokens.verify(token)
                .flatMap(claims -> sessions.findWithUser(claims.sessionId())
                        .filter(owned -> owned.user().userName().equals(claims.userName()))
                        .filter(this::isAlive));
    }

    private boolean isAlive(Owned owned) {
        return limits.isAlive(owned.user(), owned.session(), clock.instant())
                && !owned.user().isLocked();
    }

    private SignedInUser signedIn(Owned owned, Activity activity) {
        Instant now = clock.instant();
        LoginSession session = owned.session();
        SessionRules rules = limits.of(owned.user());
        boolean noted = activity == Activity.COUNTS && session.isNoteDue(now, rules);
        if (noted) {
            sessions.note(session, now);
        }
        SignedInUser caller = SignedInUser.of(owned.user(), session, noted ? now : session.lastSeenAt(), rules);
        return limits.isLimited(session) ? caller.limited() : caller;
    }

    private static SessionView view(LoginSession session, SignedInUser user) {
        return new SessionView(
                session.id(),
                session.clientKind(),
                session.factor(),
                session.scope(),
                session.createdAt(),
                session.lastSeenAt(),
                session.id().equals(user.sessionId()));
    }
}
