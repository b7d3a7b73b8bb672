package dev.countersign.audit;

import dev.countersign.audit.FactRuns.Kind;
import dev.countersign.audit.FactRuns.Run;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Facts that anybody can cause without end, without having been let in or with no more than a session of his own, whether he is refused or gets what costs
 * him nothing: else he could fill the audit. The first of an hour is recorded; of the others of its kind the log has each one, and the audit how many they were, when the hour is over. Each node counts
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

    /**
     * Records that a step was refused. What cost a try is recorded each time, because tries are few; anything else comes without end, from
     * whoever has a session or a password, and is recorded or counted. Needs a transaction.
     *
     * @param triesLeft wrong answers that are borne still; empty where the refusal cost none
     */
    public void refused(AuditFact fact, Optional<Integer> triesLeft) {
        if (triesLeft.isPresent()) {
            audit.record(fact);
        } else {
            record(fact);
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
