package dev.countersign.token;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.token.SessionStore.Owned;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
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
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Opens the session of a login and signs its first token. A second session of one attempt fails at the database. */
    public AccessToken open(Login login) {
        LoginSession session = new LoginSession(login, clock.instant(), settings.sessionRules());
        sessions.add(session);
        return tokens.sign(session, login.userName());
    }

    /**
     * Opens the session of a login in a browser: its cookie is new, whatever the browser brought, and no token is signed.
     *
     * @param brought session cookie that the browser had until now; its session ends, because no page reaches it any more
     */
    public BrowserSession openInBrowser(Login login, User user, Optional<String> brought) {
        Instant now = clock.instant();
        brought.flatMap(sessions::findByCookie).ifPresent(owned -> replace(owned, now));
        String cookie = secrets.newBearer();
        LoginSession session = new LoginSession(login, now, settings.sessionRules());
        session.bindTo(cookie);
        sessions.add(session);
        return new BrowserSession(cookie, SignedInUser.of(user, session, now, settings.sessionRules()));
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
