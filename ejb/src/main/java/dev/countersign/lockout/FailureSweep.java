package dev.countersign.lockout;

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

/** Removes failures that count no more, and has none close a lane for longer than it may because a clock was wrong. Runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FailureSweep {

    private final TimedWork closing = new TimedWork(
            FailureSweep.class, "What a wrong clock has closed stays closed until the day that it showed");

    private final TimedWork removal = new TimedWork(FailureSweep.class, "Failures that count no more stay");

    @Inject
    private FailureStore failures;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*/5", persistent = false)
    void sweep() {
        closing.run(() -> batches.takeAll(most -> failures.closeAnew(clock.instant(), most)));
        removal.run(() -> batches.takeAll(most -> failures.removeOld(clock.instant(), most)));
    }
}
