package dev.countersign.traffic;

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

/** Has operators told where few SMS arrive, or late, and forgets what is old; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrafficWatch {

    private final TimedWork watching = new TimedWork(TrafficWatch.class, "Nobody is told how SMS fare");
    private final TimedWork removal = new TimedWork(TrafficWatch.class, "Traffic of long ago stays");

    @Inject
    private TrafficDesk desk;

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    void watch() {
        watching.run(desk::tell);
    }

    @Schedule(hour = "*", minute = "41", persistent = false)
    void sweep() {
        removal.run(() -> Batches.repeat(1, desk::removeOld));
    }
}
