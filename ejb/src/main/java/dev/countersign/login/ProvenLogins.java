package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.login.LoginOutcome.Granted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes a login as the proof that its user was there, with password and second factor, instead of a session of his. Works inside the
 * caller's transaction, which holds the user's row.
 */
@ApplicationScoped
public class ProvenLogins {

    private static final String TYPE = "LOGIN_TAKEN_AS_PROOF";

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private Ways ways;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Whose login it is; empty if no attempt has this id and this secret. Read without a lock, because it never changes. */
    public Optional<Long> findUserId(String id, String secret) {
        return attempts.findUserId(id, secret);
    }

    /**
     * The factor that the login was answered with, once; it opens no session any more. One that was answered with another kind than is wanted
     * stays what it is. The user's row is locked.
     */
    public LoginOutcome<FactorRef> take(long userId, String id, FactorKind wanted) {
        return decisions.decide(userId, id, (user, attempt) -> {
            AttemptState state = attempt.stateAt(clock.instant());
            if (state == AttemptState.FACTOR_PENDING) {
                return decisions.refuse(
                        attempt, TYPE, Refusal.of(Reason.FACTOR_DUE, attempt.reference(), NextStep.ANSWER));
            }
            Optional<FactorRef> factor = attempt.asked();
            if (state != AttemptState.AUTHENTICATED || factor.isEmpty()) {
                return decisions.refuse(attempt, TYPE, AttemptDecisions.over(attempt, state));
            }
            if (!factor.get().is(wanted)) {
                return decisions.refuse(
                        attempt, TYPE, Refusal.of(Reason.OTHER_WAY, attempt.reference(), NextStep.NEW_LOGIN));
            }
            attempt.cancel(clock.instant());
            ways.end(attempt);
            audit.record(AuditFact.byUser(user.id(), TYPE, "OK", attempt.reference(), attempt.id()));
            return new Granted<>(factor.get());
        });
    }
}
