package dev.countersign.token;

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
import java.time.Clock;
import java.time.Duration;

/** Removes sessions that have been over for as long as past logins are shown. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionSweep {

    private static final Duration KEPT = Duration.ofDays(90);

    private final TimedWork removal = new TimedWork(SessionSweep.class, "Sessions of long ago stay");

    @Inject
    private SessionStore sessions;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*/5", persistent = false)
    void sweep() {
        removal.run(
                () -> batches.takeAll(most -> sessions.removeOld(clock.instant().minus(KEPT), most)));
    }
}
