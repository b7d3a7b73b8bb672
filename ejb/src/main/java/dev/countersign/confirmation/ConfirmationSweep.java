package dev.countersign.confirmation;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Removes confirmations a day after their end: whoever comes back late is told that they expired. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class ConfirmationSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    @Inject
    private ConfirmationStore confirmations;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "29", persistent = false)
    void sweep() {
        confirmations.removeExpired(clock.instant().minus(KEPT));
    }
}
