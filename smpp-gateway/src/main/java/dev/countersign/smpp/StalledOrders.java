package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders that lie in the queue because no carrier that leads to their numbers takes messages now: how long each waits before it is
 * looked at again. Pauses grow to a second; many orders have longer ones, so that all of them together are looked at a hundred times a second
 * at most, and those of other carriers have their turn between.
 */
final class StalledOrders {

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));
    private static final Duration GAP = Duration.ofMillis(10);

    /** However many there are, and wherever the clock is set. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int CAPACITY = 50_000;

    private final CarrierNetwork network;
    private final Clockwork clockwork;
    private final Map<UUID, Integer> pauses = new BoundedMap<>(CAPACITY);
    private Instant last = Instant.EPOCH;

    /** Without orders. */
    StalledOrders(CarrierNetwork network, Clockwork clockwork) {
        this.network = network;
        this.clockwork = clockwork;
    }

    /** How long an order without a place is to wait; empty where a carrier that leads to its number takes messages, and had no room. */
    Optional<Duration> findPause(SmsOrder order) {
        return network.takesNow(order) ? Optional.empty() : Optional.of(pause(order.messageKey()));
    }

    private synchronized Duration pause(UUID key) {
        int before = pauses.merge(key, 1, Integer::sum) - 1;
        Duration own = PAUSES.pause(before, clockwork.random());
        Duration turn = nextTurn();
        return own.compareTo(turn) > 0 ? own : turn;
    }

    /** Those that are put back stand in line, at least {@link #GAP} apart. */
    private Duration nextTurn() {
        Instant now = clockwork.clock().instant();
        Instant next = last.isAfter(now) ? last.plus(GAP) : now.plus(GAP);
        Instant latest = now.plus(LONGEST);
        last = next.isAfter(latest) ? latest : next;
        return Duration.between(now, last);
    }
}
