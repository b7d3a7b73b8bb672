package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.authenticator.EnrolmentEnded;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.number.NumberChanged;
import dev.countersign.number.NumberChanged.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Ends the logins that wait for a factor which is the user's no more: whoever has it answers none of them. What it has answered and
 * nobody has taken the token of is over, too. In the transaction of the removal, which holds the lock of the user.
 */
@ApplicationScoped
class RemovedFactors {

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private Ways ways;

    @Inject
    private Factors factors;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private Event<AttemptEnded> ended;

    void onChange(@Observes NumberChanged event) {
        if (event.kind() == Kind.REMOVED) {
            endAll(
                    attempts.lockOpen(event.userId()),
                    new FactorRef(FactorKind.SMS, event.numberId()),
                    "NUMBER_REMOVED");
        }
    }

    void onEnd(@Observes EnrolmentEnded event) {
        FactorRef gone =
                new FactorRef(FactorKind.AUTHENTICATOR, event.enrolment().toString());
        factors.removed(event.userId(), gone);
        endAll(attempts.lockOpen(event.userId()), gone, "AUTHENTICATOR_ENDED");
    }

    void onEnd(@Observes FactorEnded event) {
        factors.removed(event.userId(), event.factor());
        endAll(attempts.lockOpen(event.userId()), event.factor(), "FACTOR_ENDED");
    }

    private void endAll(List<LoginAttempt> open, FactorRef gone, String why) {
        open.stream()
                .filter(attempt -> !attempt.isOver() && attempt.asked().equals(Optional.of(gone)))
                .forEach(attempt -> end(attempt, why));
    }

    private void end(LoginAttempt attempt, String why) {
        attempt.supersede();
        ways.end(attempt);
        audit.record(AuditFact.bySystem(attempt.userId(), "LOGIN_SUPERSEDED", why, attempt.reference(), attempt.id()));
        ended.fire(attempt.ended());
        changed.fire(new AttemptChanged(attempt.id()));
    }
}
