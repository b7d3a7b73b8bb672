package dev.countersign.authenticator;

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

/** Removes challenges of keys that answer nothing any more. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ChallengeSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final TimedWork ended = new TimedWork(ChallengeSweep.class, "Challenges of keys that are over stay");

    private final TimedWork former = new TimedWork(ChallengeSweep.class, "Challenges of former keys stay");

    @Inject
    private AuthenticatorStore store;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "4", minute = "43", persistent = false)
    void remove() {
        ended.run(() -> batches.takeOnTheWay(
                from -> store.removeOfEnded(from, clock.instant().minus(KEPT))));
        former.run(() -> batches.takeOnTheWay(
                from -> store.removeOfFormerKeys(from, clock.instant().minus(KEPT))));
    }
}
