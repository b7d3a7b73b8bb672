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

    private static final System.Logger LOG = System.getLogger(OperatorChangeSweep.class.getName());

    @Inject
    private OperatorChanges changes;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        try {
            changes.listIds().forEach(changes::record);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Changes of operators wait for their entries; the next sweep goes on",
                    e);
        }
    }
}
