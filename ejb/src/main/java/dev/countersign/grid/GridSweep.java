package dev.countersign.grid;

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

/**
 * Forgets the cells of cards whose time is over, cards that were shown a day ago and never activated, and what was asked of
 * cards whose cells are gone. It tidies and decides nothing; runs on every node.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GridSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final TimedWork removal = new TimedWork(GridSweep.class, "Cells of cards whose time is over stay");

    private final TimedWork questions = new TimedWork(GridSweep.class, "Questions of grid cards that are over stay");

    @Inject
    private GridStore store;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "41", persistent = false)
    void sweep() {
        removal.run(() -> {
            batches.takeAll(most -> store.forgetExpired(clock.instant(), most));
            batches.takeAll(most -> store.removeShown(clock.instant().minus(KEPT), most));
        });
    }

    @Schedule(hour = "4", minute = "41", persistent = false)
    void removeQuestions() {
        questions.run(() -> batches.takeOnTheWay(
                from -> store.removeQuestionsOfWiped(from, clock.instant().minus(KEPT))));
    }
}
