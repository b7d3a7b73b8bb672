package dev.countersign.budget;

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

/** Has operators told of the day's budget, and forgets what counts no more. It decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BudgetWatch {

    private final TimedWork watching = new TimedWork(BudgetWatch.class, "Nobody is told of the day's budget");
    private final TimedWork removal = new TimedWork(BudgetWatch.class, "Counts of SMS that count no more stay");

    @Inject
    private BudgetDesk desk;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void watch() {
        watching.run(desk::alert);
    }

    @Schedule(hour = "*", minute = "23", persistent = false)
    void sweep() {
        removal.run(() -> {
            Batches.repeat(Batches.SIZE, () -> desk.removeOld(Batches.SIZE));
            desk.removeDays();
        });
    }
}
