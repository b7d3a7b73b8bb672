package dev.countersign.backoffice;

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
 * Forgets nonces whose messages have been too old for a day, which leaves time to set a clock right: by one that is fast they would be
 * gone while the other nodes still take the messages. Runs on every node; one finds nothing that another removed.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NonceSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final TimedWork removal = new TimedWork(NonceSweep.class, "Nonces that nobody can use again stay");

    @Inject
    private BackOfficeStore store;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void sweep() {
        removal.run(() ->
                batches.takeParts(() -> store.removeNoncesBefore(clock.instant().minus(KEPT))));
    }
}
