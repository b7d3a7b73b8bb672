package dev.countersign.push;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Removes requests that no rule looks back at any more, and notices that are too old to be told. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class PushSweep {

    /** Unanswered ones in a row may lie far apart. */
    private static final Duration KEPT = Duration.ofDays(30);

    @Inject
    private PushStore store;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "41", persistent = false)
    void remove() {
        store.removeExpired(clock.instant().minus(KEPT));
        store.removeNotices(clock.instant());
    }
}
