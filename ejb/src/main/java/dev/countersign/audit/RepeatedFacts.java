package dev.countersign.audit;

import dev.countersign.audit.FactRuns.Kind;
import dev.countersign.audit.FactRuns.Run;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Facts that anybody can cause without end and without having been let in: else strangers could fill the audit. The first of an hour is
 * recorded; of the others of its kind the log has each one, and the audit how many they were, when the hour is over. Each node counts
 * for itself, and one that is killed takes its count of the hour with it.
 */
@ApplicationScoped
public class RepeatedFacts {

    @Inject
    private AuditLog audit;

    @Inject
    private FactRuns runs;

    @Inject
    private Event<RunBegun> begun;

    @Inject
    private Clock clock;

    /** Records the fact or counts it; needs a transaction. */
    public void record(AuditFact fact) {
        Kind kind = Kind.of(fact);
        if (runs.isFirst(kind, clock.instant())) {
            begun.fire(new RunBegun(kind));
            audit.record(fact);
        } else {
            audit.tell(fact);
        }
    }

    /** Nothing of what was recorded is there. */
    void onFailure(@Observes(during = TransactionPhase.AFTER_FAILURE) RunBegun run) {
        runs.unwrite(run.kind());
    }

    /** Records how many facts a run left out; needs a transaction. */
    void sumUp(Kind kind, Run run) {
        audit.add(AuditFact.repeated(kind.subject(), kind.type(), kind.reason(), run.leftOut()));
    }
}
