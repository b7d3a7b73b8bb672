package dev.countersign.alert;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;

/** Removes what was told more than a day ago. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class ToldSweep {

    @Inject
    private ToldEvents told;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "41", persistent = false)
    void sweep() {
        told.removeOld(clock.instant());
    }
}
