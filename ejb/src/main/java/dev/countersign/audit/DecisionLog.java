package dev.countersign.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** One log line a decision, written once the decision has been committed. */
@Dependent
class DecisionLog {

    private static final System.Logger LOG = System.getLogger("dev.countersign.decision");

    void write(@Observes(during = TransactionPhase.AFTER_SUCCESS) Decided event) {
        LOG.log(System.Logger.Level.INFO, event.line());
    }
}
