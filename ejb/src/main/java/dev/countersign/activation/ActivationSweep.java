package dev.countersign.activation;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Blanks the secrets of activations that are over, and removes them a day later. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class ActivationSweep {

    private static final Duration KEPT = Duration.ofDays(1);

    @Inject
    private ActivationStore activations;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "37", persistent = false)
    void blank() {
        activations.expireOverdue(clock.instant());
    }

    @Schedule(hour = "*", minute = "31", persistent = false)
    void remove() {
        activations.removeExpired(clock.instant().minus(KEPT));
    }
}
