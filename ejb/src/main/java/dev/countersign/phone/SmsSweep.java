package dev.countersign.phone;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Blanks the texts of dead codes that nothing else has blanked, and brings receipts to their orders where both were written
 * at one moment and missed each other. It tidies and decides nothing: a code is dead by its time, swept or not. Runs on
 * every node; nodes pass over each other's rows.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
public class SmsSweep {

    private static final int BATCH = 500;
    private static final Duration RECEIPT_LIFE = Duration.ofDays(2);

    @Inject
    private SmsOutbox outbox;

    @Inject
    private Clock clock;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void sweep() {
        Instant now = clock.instant();
        outbox.listReadable(now, BATCH).forEach(OutboundSms::blank);
        for (EarlyReceipt receipt : outbox.listSettledReceipts(now.minus(RECEIPT_LIFE), BATCH)) {
            outbox.lockOrderBySmscId(receipt.smscMessageId()).ifPresent(sms -> sms.take(receipt.state(), now));
            outbox.remove(receipt);
        }
    }
}
