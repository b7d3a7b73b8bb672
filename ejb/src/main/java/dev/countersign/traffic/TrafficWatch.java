package dev.countersign.traffic;

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
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrafficWatch {

    @Inject
    private TrafficDesk desk;

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    void watch() {
        desk.tell();
    }

    @Schedule(hour = "*", minute = "41", persistent = false)
    void sweep() {
        desk.removeOld();
    }
}
