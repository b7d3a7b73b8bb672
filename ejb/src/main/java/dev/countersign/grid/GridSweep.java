package dev.countersign.grid;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets the cells of cards whose time is over, and cards that were shown a day ago and never activated. It tidies and decides
 * nothing; runs on every node.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class GridSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    @Inject
    private GridStore store;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "41", persistent = false)
    void sweep() {
        store.forgetExpired(clock.instant());
        store.removeShown(clock.instant().minus(KEPT));
    }
}
