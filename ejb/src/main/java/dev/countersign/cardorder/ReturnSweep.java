package dev.countersign.cardorder;

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
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReturnSweep {

    private static final int MOST = 500;

    @Inject
    private Returns returns;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void sweep() {
        for (int settled = 0; settled < MOST && returns.settleNext(); ) {
            settled++;
        }
    }
}
