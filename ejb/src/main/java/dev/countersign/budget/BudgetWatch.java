package dev.countersign.budget;

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
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BudgetWatch {

    @Inject
    private BudgetDesk desk;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void watch() {
        desk.alert();
    }

    @Schedule(hour = "*", minute = "23", persistent = false)
    void sweep() {
        desk.removeOld();
    }
}
