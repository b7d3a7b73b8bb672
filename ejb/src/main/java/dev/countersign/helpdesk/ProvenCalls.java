package dev.countersign.helpdesk;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.helpdesk.CallOutcome.Done;
import dev.countersign.helpdesk.CallOutcome.Reason;
import dev.countersign.helpdesk.CallOutcome.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/** Does for a caller what he has proven to be entitled to; works inside the caller's transaction. */
@ApplicationScoped
class ProvenCalls {

    @Inject
    private IdentityChecks checks;

    @Inject
    private AuditLog audit;

    /**
     * Does it if the check was passed, and keeps the check whatever comes of it.
     *
     * @param type of the entry of the audit that says that it was not
     * @param check empty where the operator has made none, which is as good as one that was not passed
     */
    <T> CallOutcome<T> make(
            long userId, String type, Optional<IdentityCheck> check, String operator, Supplier<T> action) {
        if (check.filter(IdentityCheck::isPassed).isEmpty()) {
            check.ifPresent(made -> checks.keep(userId, made, operator));
            Refused<T> refused = Refused.of(Reason.IDENTITY_UNPROVEN);
            audit.record(AuditFact.byOperator(
                    operator, userId, type, refused.reason().name(), refused.reference()));
            return refused;
        }
        // First the action: it begins with the locks of all whom it concerns, in their order.
        T done = action.get();
        checks.keep(userId, check.get(), operator);
        return new Done<>(done);
    }
}
