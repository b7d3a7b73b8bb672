package dev.countersign.phone;

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
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SmsSweep {

    @Inject
    private SmsTidying tidying;

    @Inject
    private SmsProgress progress;

    @Schedule(hour = "*", minute = "11", persistent = false)
    void removeOld() {
        while (tidying.removeOld() >= SmsTidying.BATCH) {
            // As below.
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void sweep() {
        while (tidying.endUnsent() + tidying.blankDead() + progress.settle(SmsTidying.BATCH) >= SmsTidying.BATCH) {
            // Each batch has a transaction of its own, so that no row stays locked for long.
        }
    }
}
