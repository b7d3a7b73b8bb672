package dev.countersign.token;

import dev.countersign.token.SessionStore.Owned;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The sessions behind access tokens: whether they live, and their ends. Each method is one transaction. */
@Stateless
public class Sessions {

    @Inject
    private SessionStore sessions;

    @Inject
    private AccessTokens tokens;

    @Inject
    private TokenSettings settings;

    @Inject
    private Clock clock;

    /**
     * Who calls with this access token. The rows of session and user are read on each call, so that an end is seen at
     * once; the time of the call is written down only now and then.
     *
     * @return empty for a token that is not ours or too old, and for a session that is over, idle or of a locked user
     */
    public Optional<SignedInUser> findUser(String token) {
        return findAlive(token).map(owned -> signedIn(note(owned)));
    }

    private Optional<Owned> findAlive(String token) {
        return tokens.verify(token)
                .flatMap(claims -> sessions.findWithUser(claims.sessionId())
                        .filter(owned -> owned.user().userName().equals(claims.userName()))
                        .filter(this::isAlive));
    }

    private boolean isAlive(Owned owned) {
        return owned.session().isAlive(clock.instant(), settings.sessionRules())
                && !owned.user().isLocked();
    }

    private Owned note(Owned owned) {
        Instant now = clock.instant();
        if (owned.session().isNoteDue(now, settings.sessionRules())) {
            sessions.note(owned.session(), now);
        }
        return owned;
    }

    private static SignedInUser signedIn(Owned owned) {
        LoginSession session = owned.session();
        return new SignedInUser(
                session.userId(),
                owned.user().userName(),
                owned.user().language(),
                session.id(),
                session.scope(),
                session.factor(),
                session.expiresAt());
    }
}
