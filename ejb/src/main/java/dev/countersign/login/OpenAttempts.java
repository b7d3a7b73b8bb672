package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.user.AccessRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Ends attempts before their time; works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
public class OpenAttempts {

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private Ways ways;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private Event<AttemptEnded> ended;

    /** Ends all attempts of the user that might still yield a token: what they were begun with holds no more. */
    public void endAll(long userId) {
        attempts.lockOpen(userId).forEach(this::supersede);
    }

    void onRevoked(@Observes AccessRevoked event) {
        endAll(event.userId());
    }

    void supersede(LoginAttempt attempt) {
        attempt.supersede();
        ways.find(attempt).ifPresent(way -> way.find(attempt).retire());
        audit.record(AuditFact.bySystem(attempt.userId(), "LOGIN_SUPERSEDED", "OK", attempt.reference(), attempt.id()));
        ended.fire(attempt.ended());
        changed.fire(new AttemptChanged(attempt.id()));
    }
}
