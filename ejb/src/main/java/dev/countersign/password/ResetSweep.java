package dev.countersign.password;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Removes password resets a day after their end: whoever comes back late is told that they expired. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class ResetSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    @Inject
    private ResetStore resets;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "31", persistent = false)
    void sweep() {
        resets.removeExpired(clock.instant().minus(KEPT));
    }
}
