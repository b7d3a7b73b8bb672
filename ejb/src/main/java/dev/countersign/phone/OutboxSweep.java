package dev.countersign.phone;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Wakes the relay for orders that a crash, or a broker that was away, left waiting. Runs on every node. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OutboxSweep {

    @Inject
    private OutboxRelay relay;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        relay.wake();
    }
}
