package dev.countersign.token;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Removes sessions that have been over for as long as past logins are shown. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class SessionSweep {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int BATCH = 1_000;

    @Inject
    private SessionStore sessions;

    @Inject
    private Clock clock;

    /** One batch at a time, so that no row stays locked for long: more than a busy hour brings. */
    @Schedule(hour = "*", minute = "*/5", persistent = false)
    void sweep() {
        sessions.removeOld(clock.instant().minus(KEPT), BATCH);
    }
}
