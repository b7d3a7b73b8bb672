package dev.countersign.passkey;

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

/** Removes questions to devices a day after their end. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PasskeySweep {

    private static final Duration KEPT = Duration.ofDays(1);

    private final TimedWork removal = new TimedWork(PasskeySweep.class, "Questions to devices that are over stay");

    @Inject
    private PasskeyStore passkeys;

    @Inject
    private Batches batches;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "37", persistent = false)
    void sweep() {
        removal.run(() ->
                batches.takeAll(most -> passkeys.removeExpired(clock.instant().minus(KEPT), most)));
    }
}
