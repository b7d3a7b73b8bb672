package dev.countersign.smpp;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Looks every half minute for orders that lie in the inflight queue and are under way nowhere. A commit may be reported as failed
 * that the broker has done: nobody would send such an order before the next start, when its code has long been dead.
 */
final class Sweep {

    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final GatewayMemory memory;
    private final Predicate<UUID> lost;
    private final Consumer<GatewayMemory.Inflight> takeUp;
    private final Clockwork clockwork;

    /**
     * Nothing is looked at yet.
     *
     * @param lost whether an order is under way nowhere
     * @param takeUp takes one that was
     */
    Sweep(GatewayMemory memory, Predicate<UUID> lost, Consumer<GatewayMemory.Inflight> takeUp, Clockwork clockwork) {
        this.memory = memory;
        this.lost = lost;
        this.takeUp = takeUp;
        this.clockwork = clockwork;
    }

    /** Looks again and again, for the first time after a pause. */
    void begin() {
        clockwork.later(PAUSE, () -> clockwork.elsewhere(this::look));
    }

    private void look() {
        try {
            memory.listInflight(lost).forEach(takeUp);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "smpp.sweep event=broker-away cause={0}", e.toString());
        } finally {
            begin();
        }
    }
}
