package dev.countersign.activation;

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

/** Blanks the secrets of activations that are over, and removes them a day later. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ActivationSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final TimedWork blanking =
            new TimedWork(ActivationSweep.class, "Secrets of activations that are over stay");
    private final TimedWork removal = new TimedWork(ActivationSweep.class, "Activations that are over stay");

    @Inject
    private ActivationStore activations;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "37", persistent = false)
    void blank() {
        blanking.run(() -> batches.takeAll(most -> activations.expireOverdue(clock.instant(), most)));
    }

    @Schedule(hour = "*", minute = "31", persistent = false)
    void remove() {
        removal.run(() -> batches.takeAll(
                most -> activations.removeExpired(clock.instant().minus(KEPT), most)));
    }
}
