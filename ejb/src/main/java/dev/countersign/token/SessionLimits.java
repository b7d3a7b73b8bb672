package dev.countersign.token;

import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Whether a session lives: how long one may idle is a rule of its user's jurisdiction, as it is now. */
@ApplicationScoped
class SessionLimits {

    @Inject
    private TokenSettings settings;

    @Inject
    private Jurisdictions jurisdictions;

    /** The numbers of this user's sessions. */
    SessionRules of(User user) {
        return new SessionRules(
                settings.sessionLife(),
                jurisdictions.limits(user.jurisdiction()).duration(Rule.SESSION_IDLE));
    }

    /** Whether this session of the user is neither ended nor over by its time. */
    boolean isAlive(User user, LoginSession session, Instant now) {
        return session.isAlive(now, of(user));
    }
}
