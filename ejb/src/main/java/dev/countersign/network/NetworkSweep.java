package dev.countersign.network;

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

/** Removes networks that may have changed since. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NetworkSweep {

    private final TimedWork removal = new TimedWork(NetworkSweep.class, "Networks that nobody believes any more stay");

    @Inject
    private NumberNetworks networks;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "47", persistent = false)
    void sweep() {
        removal.run(() -> batches.takeAll(most -> networks.removeOld(clock.instant(), most)));
    }
}
