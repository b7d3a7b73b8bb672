package dev.countersign.login;

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
import java.util.stream.Stream;

/**
 * Has the expiry of attempts written down and announced, batch after batch until none is left: after an outage of an hour
 * too; and removes old ones. Runs on every node.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AttemptSweep {

    private final TimedWork announcing = new TimedWork(AttemptSweep.class, "Attempts that are over are not announced");
    private final TimedWork removal = new TimedWork(AttemptSweep.class, "Attempts of long ago stay");

    @Inject
    private AttemptExpiry expiry;

    @Schedule(hour = "*", minute = "47", persistent = false)
    void removeOld() {
        removal.run(() -> Stream.of(AttemptState.values())
                .filter(AttemptState::isEnd)
                .forEach(end -> Batches.repeat(AttemptExpiry.BATCH, () -> expiry.removeOld(end))));
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        announcing.run(() -> Batches.repeat(AttemptExpiry.BATCH, expiry::expireBatch));
    }
}
