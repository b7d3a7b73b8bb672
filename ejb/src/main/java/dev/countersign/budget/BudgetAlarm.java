package dev.countersign.budget;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditRecorded;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** A line for those who watch the log, once the alert has been committed. */
@Dependent
class BudgetAlarm {

    private static final System.Logger LOG = System.getLogger(BudgetAlarm.class.getName());

    void write(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditRecorded event) {
        AuditFact fact = event.fact();
        if (fact.type().equals(AuditFact.SMS_ALERT)) {
            LOG.log(System.Logger.Level.WARNING, "ALERT: " + fact.subject() + " reason=" + fact.reason());
        }
    }
}
