package dev.countersign.passkey;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Removes questions to devices a day after their end. It tidies and decides nothing; runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class PasskeySweep {

    private static final Duration KEPT = Duration.ofDays(1);

    @Inject
    private PasskeyStore passkeys;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "37", persistent = false)
    void sweep() {
        passkeys.removeExpired(clock.instant().minus(KEPT));
    }
}
