package dev.countersign.login;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Has the expiry of attempts written down and announced, batch after batch until none is left: after an outage of an hour
 * too; and removes old ones. Runs on every node.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AttemptSweep {

    @Inject
    private AttemptExpiry expiry;

    @Schedule(hour = "*", minute = "47", persistent = false)
    void removeOld() {
        while (expiry.removeOld() == AttemptExpiry.BATCH) {
            // As below.
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        while (expiry.expireBatch() == AttemptExpiry.BATCH) {
            // The next one has a transaction of its own, so that no row stays locked for long.
        }
    }
}
