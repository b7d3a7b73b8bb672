package dev.countersign.card;

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

/** Removes questions of cards that open nothing any more. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardQuestionSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final TimedWork removal = new TimedWork(CardQuestionSweep.class, "Questions of cards that are over stay");

    @Inject
    private CardStore store;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "4", minute = "45", persistent = false)
    void remove() {
        removal.run(() -> batches.takeOnTheWay(
                from -> store.removeQuestionsOfEnded(from, clock.instant().minus(KEPT))));
    }
}
