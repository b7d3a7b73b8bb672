package dev.countersign.audit;

import dev.countersign.audit.FactRuns.Kind;
import dev.countersign.sweep.Batches;
import dev.countersign.sweep.TimedWork;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;

/** Records what each hour left out of the audit on this node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RepeatedFactSweep {

    private final TimedWork counting =
            new TimedWork(RepeatedFactSweep.class, "How many facts were left out of the audit stands in no entry");

    @Inject
    private FactRuns runs;

    @Inject
    private RepeatedFacts facts;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void sweep() {
        counting.run(() -> runs.listOver(clock.instant()).forEach(this::end));
    }

    private void end(Kind kind) {
        runs.end(kind).filter(run -> run.leftOut() > 0).ifPresent(run -> {
            try {
                batches.take(() -> facts.sumUp(kind, run));
            } catch (RuntimeException e) {
                runs.resume(kind, run);
                throw e;
            }
        });
    }
}
