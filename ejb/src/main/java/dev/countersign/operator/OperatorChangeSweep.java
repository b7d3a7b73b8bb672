package dev.countersign.operator;

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

/** Has the audit learn within seconds of what was done with operators by command. Runs on every node. */
@Singleton
@Startup
@DependsOn("KeyRing")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OperatorChangeSweep {

    private final TimedWork recording =
            new TimedWork(OperatorChangeSweep.class, "Changes of operators wait for their entries");

    @Inject
    private OperatorChanges changes;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        recording.run(() -> changes.listIds().forEach(changes::record));
    }
}
