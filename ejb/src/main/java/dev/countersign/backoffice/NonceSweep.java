package dev.countersign.backoffice;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;

/** Forgets nonces whose messages are too old to be repeated. Runs on every node; one finds nothing that another removed. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class NonceSweep {

    @Inject
    private BackOfficeStore store;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void sweep() {
        store.removeNoncesBefore(clock.instant());
    }
}
