package dev.countersign.push;

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

/** Removes requests that no rule looks back at any more, and notices that are too old to be told. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PushSweep {

    /** Unanswered ones in a row may lie far apart. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final TimedWork removal = new TimedWork(PushSweep.class, "Requests and notices that are over stay");

    @Inject
    private PushStore store;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "41", persistent = false)
    void remove() {
        removal.run(() -> {
            batches.takeAll(most -> store.removeExpired(clock.instant().minus(KEPT), most));
            batches.takeAll(most -> store.removeNotices(clock.instant(), most));
        });
    }
}
