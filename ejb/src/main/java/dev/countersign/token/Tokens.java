package dev.countersign.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Opens sessions with their first token; works inside the caller's transaction. */
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
    private Clock clock;

    /** Opens the session of a login and signs its first token. A second session of one attempt fails at the database. */
    public AccessToken open(Login login) {
        LoginSession session = new LoginSession(login, clock.instant(), settings.sessionRules());
        sessions.add(session);
        return tokens.sign(session, login.userName());
    }

    /** The public keys as a JWK Set (RFC 7517 section 5). */
    public String jwks() {
        return "{\"keys\":[" + String.join(",", keys.listPublic()) + "]}";
    }
}
