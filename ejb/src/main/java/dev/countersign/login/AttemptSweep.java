package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Writes down and announces that attempts have expired. It tidies and decides nothing: expiry counts at use, swept or not.
 * Runs on every node; nodes pass over each other's rows.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class AttemptSweep {

    private static final int BATCH = 200;

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        Instant now = clock.instant();
        for (LoginAttempt attempt : attempts.lockOverdue(now, BATCH)) {
            attempt.expire(now);
            audit.record(AuditFact.bySystem(
                    attempt.userId(), "LOGIN_EXPIRED", "ATTEMPT_EXPIRED", attempt.reference(), attempt.id()));
            changed.fire(new AttemptChanged(attempt.id()));
        }
    }
}
