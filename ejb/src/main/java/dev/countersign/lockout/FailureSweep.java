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
import java.time.Duration;

/**
 * Removes failures that have counted for nothing for a day, which leaves time to set a clock right. It tidies and decides nothing; runs on
 * every node.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FailureSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final TimedWork removal = new TimedWork(FailureSweep.class, "Failures that count no more stay");

    @Inject
    private FailureStore failures;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*/5", persistent = false)
    void sweep() {
        removal.run(
                () -> batches.takeAll(most -> failures.removeOld(clock.instant().minus(KEPT), most)));
    }
}
