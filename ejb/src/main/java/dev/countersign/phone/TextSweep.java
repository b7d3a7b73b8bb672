package dev.countersign.phone;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Blanks the texts of dead codes that nothing else has blanked. It tidies and decides nothing: a code is dead by its time,
 * swept or not. Runs on every node; nodes pass over each other's rows.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class TextSweep {

    private static final int BATCH = 500;

    @Inject
    private SmsOutbox outbox;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void sweep() {
        outbox.listReadable(clock.instant(), BATCH).forEach(OutboundSms::blank);
    }
}
