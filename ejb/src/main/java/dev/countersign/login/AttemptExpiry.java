package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.token.TokenSettings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Writes down and announces that attempts have expired, and removes old ones. It tidies and decides nothing: expiry counts at use, swept or not.
 * Nodes pass over each other's rows.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AttemptExpiry {

    /** Attempts that end at a time, or are removed; more than a transaction has time for may have come together while no server ran. */
    static final int BATCH = 200;

    /** As long as past logins are shown. */
    private static final Duration KEPT = Duration.ofDays(90);

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private AttemptEnds ends;

    @Inject
    private TokenSettings settings;

    @Inject
    private Clock clock;

    /** Takes attempts that are over, and says how many they were: fewer than {@link #BATCH} where no more can be taken now. */
    public int expireBatch() {
        Instant now = clock.instant();
        List<LoginAttempt> overdue = attempts.lockOverdue(now, BATCH);
        for (LoginAttempt attempt : overdue) {
            AttemptState before = attempt.state();
            attempt.expire(now);
            audit.record(AuditFact.bySystem(
                    attempt.userId(), "LOGIN_EXPIRED", "ATTEMPT_EXPIRED", attempt.reference(), attempt.id()));
            ends.announce(attempt, before);
            changed.fire(new AttemptChanged(attempt.id()));
        }
        return overdue.size();
    }

    /**
     * Removes attempts that came to this end long ago and of which nothing is left, and says how many they were. Those that came to a
     * session stay until it is gone, or each batch would look through all of them again.
     */
    public int removeOld(AttemptState end) {
        Instant before = clock.instant().minus(KEPT);
        return attempts.removeOld(
                end, end == AttemptState.TOKEN_ISSUED ? before.minus(settings.sessionLife()) : before, BATCH);
    }
}
