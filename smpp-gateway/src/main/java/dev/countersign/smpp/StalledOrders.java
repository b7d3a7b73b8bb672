package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsStalled;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Orders that wait because no carrier that leads to their numbers takes messages now. The core is told of each once, whether it lies in the
 * queue or is under way.
 *
 * <p>One that lies in the queue is looked at again after a pause. Pauses grow to a second; many orders have longer ones, so that all of them together are looked at a hundred times a second
 * at most, and those of other carriers have their turn between. Where a carrier is bound and slow they have none that is longer than two: it may take more than that.
 */
final class StalledOrders {

    private static final System.Logger LOG = System.getLogger(StalledOrders.class.getName());
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));

    private static final int CAPACITY = 50_000;

    private final CarrierNetwork network;
    private final Together<SmsStalled> news;
    private final Steps steps;
    private final Clockwork clockwork;
    private final String gateway;
    private final Set<UUID> told = Collections.newSetFromMap(new BoundedMap<>(CAPACITY));
    private final Map<UUID, Integer> pauses = new BoundedMap<>(CAPACITY);
    private final WaitingLine down = new WaitingLine(Duration.ofSeconds(30));
    private final WaitingLine slow = new WaitingLine(Duration.ofSeconds(2));

    /**
     * Without orders.
     *
     * @param news tells the core
     * @param gateway name of this instance
     */
    StalledOrders(CarrierNetwork network, Together<SmsStalled> news, Steps steps, Clockwork clockwork, String gateway) {
        this.network = network;
        this.news = news;
        this.steps = steps;
        this.clockwork = clockwork;
        this.gateway = gateway;
    }

    /** How long an order without a place is to wait; empty where a carrier that leads to its number takes messages, and had no room. */
    Optional<Duration> findPause(SmsOrder order) {
        if (network.takesNow(order)) {
            return Optional.empty();
        }
        look(order, Set.of());
        return Optional.of(pause(order.messageKey(), network.isBoundFor(order) ? slow : down));
    }

    /** An order under way is refused for now, or its carriers are away. What the core takes for sent is not told. */
    void look(OrderJourney journey) {
        if (!journey.told()) {
            look(journey.order(), journey.tour().barred());
        }
    }

    /** A carrier that is up and has no room, or is on a break, takes it in a moment: that is not told. */
    private void look(SmsOrder order, Set<String> barred) {
        if (!network.isUpFor(order, barred) && noteTold(order.messageKey())) {
            tell(order.messageKey());
        }
    }

    private void tell(UUID key) {
        LOG.log(System.Logger.Level.INFO, "sms.order key={0} event=stalled", key);
        SmsStalled stalled = new SmsStalled(key, clockwork.clock().instant(), gateway);
        steps.stubbornly(() -> news.write(stalled), () -> {});
    }

    private synchronized boolean noteTold(UUID key) {
        return told.add(key);
    }

    private synchronized Duration pause(UUID key, WaitingLine line) {
        int before = pauses.merge(key, 1, Integer::sum) - 1;
        Duration own = PAUSES.pause(before, clockwork.random());
        Duration turn = line.join(clockwork.clock().instant());
        return own.compareTo(turn) > 0 ? own : turn;
    }

    /** Those that are put back stand in line, at least {@link #GAP} apart. */
    private static final class WaitingLine {

        private static final Duration GAP = Duration.ofMillis(10);

        private final Duration longest;
        private Instant last = Instant.EPOCH;

        /** @param longest however many there are, and wherever the clock is set */
        WaitingLine(Duration longest) {
            this.longest = longest;
        }

        /** How long the next one waits. */
        Duration join(Instant now) {
            Instant next = last.isAfter(now) ? last.plus(GAP) : now.plus(GAP);
            Instant latest = now.plus(longest);
            last = next.isAfter(latest) ? latest : next;
            return Duration.between(now, last);
        }
    }
}
