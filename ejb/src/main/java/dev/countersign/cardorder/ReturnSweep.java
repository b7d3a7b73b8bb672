package dev.countersign.cardorder;

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

/** Has deposits settled; runs on every node. What one run leaves, the next one takes. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReturnSweep {

    private static final int MOST = 500;

    private final TimedWork settling = new TimedWork(ReturnSweep.class, "Deposits wait to be settled");

    @Inject
    private Returns returns;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void sweep() {
        settling.run(() -> {
            for (int settled = 0; settled < MOST && returns.settleNext(); ) {
                settled++;
            }
        });
    }
}
