package dev.countersign.operator;

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
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OperatorChangeSweep {

    @Inject
    private OperatorChanges changes;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        changes.listIds().forEach(changes::record);
    }
}
