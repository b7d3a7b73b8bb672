package dev.countersign.sms;

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

/** Has orders and receipts tidied, batch after batch until nothing is left. Runs on every node. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SmsSweep {

    private final TimedWork tidyingUp = new TimedWork(SmsSweep.class, "Orders and receipts wait to be tidied");
    private final TimedWork blanking = new TimedWork(SmsSweep.class, "Texts of codes that died long ago stay");
    private final TimedWork orders = new TimedWork(SmsSweep.class, "Orders of long ago stay");
    private final TimedWork codes = new TimedWork(SmsSweep.class, "Codes of long ago stay");
    private final TimedWork receipts = new TimedWork(SmsSweep.class, "Receipts of long ago stay");
    private final TimedWork numbers = new TimedWork(SmsSweep.class, "Numbers of long ago stay");
    private final TimedWork lifts = new TimedWork(SmsSweep.class, "Lifted limits of numbers that nobody has stay");
    private final TimedWork throttles = new TimedWork(SmsSweep.class, "What is known of numbers that nobody has stays");

    @Inject
    private SmsTidying tidying;

    @Inject
    private SmsProgress progress;

    /** One table that cannot be tidied keeps no other from it. */
    @Schedule(hour = "*", minute = "11", persistent = false)
    void removeOld() {
        blanking.run(() -> Batches.repeat(SmsTidying.BATCH, tidying::blankLate));
        orders.run(() -> Batches.walk(tidying::removeOld));
        codes.run(() -> Batches.repeat(SmsTidying.BATCH, tidying::removeCodes));
        receipts.run(() -> Batches.repeat(SmsTidying.BATCH, tidying::removeReceipts));
        numbers.run(() -> Batches.repeat(SmsTidying.BATCH, tidying::removeNumbers));
    }

    /** Once a day: most numbers are somebody's, and all are looked at. What was lifted keeps what is known of its number. */
    @Schedule(hour = "4", minute = "26", persistent = false)
    void removeThrottles() {
        lifts.run(() -> Batches.walk(tidying::removeLifts));
        throttles.run(() -> Batches.walk(tidying::removeThrottles));
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void sweep() {
        tidyingUp.run(() -> Batches.repeat(
                SmsTidying.BATCH, () -> tidying.endUnsent() + tidying.blankDead() + progress.settle(SmsTidying.BATCH)));
    }
}
