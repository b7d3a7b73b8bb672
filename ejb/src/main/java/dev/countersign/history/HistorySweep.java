package dev.countersign.history;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;

/** Removes past logins that nobody is shown any more. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class HistorySweep {

    @Inject
    private LoginEventStore events;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "17", persistent = false)
    void sweep() {
        events.removeUntil(clock.instant().minus(LoginHistory.KEPT));
    }
}
