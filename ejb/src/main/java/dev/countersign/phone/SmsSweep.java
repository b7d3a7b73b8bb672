package dev.countersign.phone;

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
    private final TimedWork removal = new TimedWork(SmsSweep.class, "Orders, codes and numbers of long ago stay");

    @Inject
    private SmsTidying tidying;

    @Inject
    private SmsProgress progress;

    @Schedule(hour = "*", minute = "11", persistent = false)
    void removeOld() {
        removal.run(() -> {
            Batches.repeat(SmsTidying.BATCH, tidying::removeOld);
            Batches.repeat(SmsTidying.BATCH, tidying::removeCodes);
            Batches.repeat(SmsTidying.BATCH, tidying::removeReceipts);
            Batches.repeat(SmsTidying.BATCH, tidying::removeNumbers);
            Batches.repeat(SmsTidying.BATCH, tidying::removeThrottles);
        });
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void sweep() {
        tidyingUp.run(() -> Batches.repeat(
                SmsTidying.BATCH, () -> tidying.endUnsent() + tidying.blankDead() + progress.settle(SmsTidying.BATCH)));
    }
}
