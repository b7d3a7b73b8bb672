package dev.countersign.token;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.token.SessionStore.Owned;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Opens sessions, with their first token or in a browser; works inside the caller's transaction. */
@ApplicationScoped
public class Tokens {

    @Inject
    private SessionStore sessions;

    @Inject
    private AccessTokens tokens;

    @Inject
    private SigningKeys keys;

    @Inject
    private TokenSettings settings;

    @Inject
    private SessionLimits limits;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Opens the session of a login and signs its first token. A second session of one attempt fails at the database. */
    public AccessToken open(Login login) {
        LoginSession session = new LoginSession(login, clock.instant(), settings.sessionLife());
        sessions.add(session);
        return tokens.sign(session, login.userName());
    }

    /** Another token of the session that the attempt has yielded with one; empty if that is over. */
    public Optional<AccessToken> signAgain(String attemptId, User user) {
        return sessions.listByAttempts(List.of(attemptId)).stream()
                .filter(session -> limits.isAlive(user, session, clock.instant()) && !limits.isLimited(session))
                .findFirst()
                .map(session -> tokens.sign(session, user.userName()));
    }

    /**
     * Opens the session of a login in a browser, and signs no token.
     *
     * @param cookie of the session; new, whatever the browser brought
     * @param brought session cookie that the browser had until now; its session ends, because no page reaches it any more
     */
    public BrowserSession openInBrowser(Login login, User user, String cookie, Optional<String> brought) {
        Instant now = clock.instant();
        brought.flatMap(sessions::findByCookie).ifPresent(owned -> replace(owned, now));
        LoginSession session = new LoginSession(login, now, settings.sessionLife());
        session.bindTo(cookie);
        sessions.add(session);
        return inBrowser(cookie, user, session);
    }

    /** The session in a browser that the cookie opens; empty if there is none, or it is over. */
    public Optional<BrowserSession> findInBrowser(String cookie) {
        return sessions.findByCookie(cookie)
                .filter(owned -> limits.isAlive(owned.user(), owned.session(), clock.instant()))
                .map(owned -> inBrowser(cookie, owned.user(), owned.session()));
    }

    private BrowserSession inBrowser(String cookie, User user, LoginSession session) {
        return new BrowserSession(cookie, SignedInUser.of(user, session, session.lastSeenAt(), limits.of(user)));
    }

    private void replace(Owned owned, Instant now) {
        LoginSession session = owned.session();
        if (sessions.end(session.userId(), session.id(), now)) {
            audit.record(
                    AuditFact.byUser(session.userId(), "SESSION_ENDED", "REPLACED", Reference.next(), session.id()));
        }
    }

    /** The public keys as a JWK Set (RFC 7517 section 5). */
    public String jwks() {
        return "{\"keys\":[" + String.join(",", keys.listPublic()) + "]}";
    }
}
