package dev.countersign.token;

import dev.countersign.factor.Factors;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * Whether a session lives: how long one may idle is a rule of its user's jurisdiction, as it is now; a longer one has a session live again
 * that nobody has ended.
 */
@ApplicationScoped
class SessionLimits {

    @Inject
    private TokenSettings settings;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private Factors factors;

    /** The numbers of this user's sessions. */
    SessionRules of(User user) {
        return new SessionRules(
                settings.sessionLife(),
                jurisdictions.limits(user.jurisdiction()).duration(Rule.SESSION_IDLE));
    }

    /** Whether what opened it stood in for a lost factor, and opens no login any more: something better took its place. */
    boolean isLimited(LoginSession session) {
        return session.isByStandIn()
                && factors.listUsable(session.userId()).stream().noneMatch(factor -> session.isOpenedBy(factor.ref()));
    }

    /** Whether this session of the user is neither ended nor over by its time. */
    boolean isAlive(User user, LoginSession session, Instant now) {
        return session.isAlive(now, of(user));
    }
}
