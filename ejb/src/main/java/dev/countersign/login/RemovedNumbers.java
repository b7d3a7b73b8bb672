package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.number.NumberChanged;
import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.SmsCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Ends the logins that wait for a code which went to a number that its user has removed since: whoever has that phone
 * answers none of them. In the transaction of the removal, which holds the lock of the user.
 */
@ApplicationScoped
class RemovedNumbers {

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private SmsCodes codes;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private Event<AttemptEnded> ended;

    void onChange(@Observes NumberChanged event) {
        if (event.kind() == Kind.REMOVED) {
            attempts.lockPending(event.userId()).stream()
                    .filter(attempt ->
                            attempt.numberId().filter(event.numberId()::equals).isPresent())
                    .forEach(this::end);
        }
    }

    private void end(LoginAttempt attempt) {
        attempt.supersede();
        codes.findCode(CodePurpose.LOGIN, attempt.id()).ifPresent(codes::end);
        audit.record(AuditFact.bySystem(
                attempt.userId(), "LOGIN_SUPERSEDED", "NUMBER_REMOVED", attempt.reference(), attempt.id()));
        ended.fire(attempt.ended());
        changed.fire(new AttemptChanged(attempt.id()));
    }
}
