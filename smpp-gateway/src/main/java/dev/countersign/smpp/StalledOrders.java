package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsStalled;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Orders that wait because no carrier that leads to their numbers takes messages now. The core is told of each once, whether it lies in the
 * queue or is under way.
 *
 * <p>One that lies in the queue is looked at again after a pause. Pauses grow to a second; those of many orders for one carrier are longer, so that
 * all of these together are looked at a hundred times a second at most, or five hundred times where it is bound and slow, and orders of other carriers have their turn between.
 */
final class StalledOrders {

    private static final System.Logger LOG = System.getLogger(StalledOrders.class.getName());
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));

    private static final int CAPACITY = 50_000;

    private static final int MOST_LINES = 1_000;

    /** Nobody takes them soon. */
    private static final Duration DOWN_GAP = Duration.ofMillis(10);

    /** A carrier that is bound may take them in a moment. */
    private static final Duration SLOW_GAP = Duration.ofMillis(2);

    private final CarrierNetwork network;
    private final Together<SmsStalled> news;
    private final Steps steps;
    private final Clockwork clockwork;
    private final String gateway;
    private final Set<UUID> told = Collections.newSetFromMap(new BoundedMap<>(CAPACITY));
    private final Map<UUID, Integer> pauses = new BoundedMap<>(CAPACITY);
    private final Map<String, WaitingLine> down = new BoundedMap<>(MOST_LINES);
    private final Map<String, WaitingLine> slow = new BoundedMap<>(MOST_LINES);

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
        List<String> carriers = network.carriersFor(order);
        if (network.takesNow(carriers)) {
            return Optional.empty();
        }
        look(order, carriers);
        return Optional.of(pause(order.messageKey(), line(carriers)));
    }

    /** That of the carrier that would be the first to have it. */
    private WaitingLine line(List<String> carriers) {
        String first = carriers.isEmpty() ? "" : carriers.get(0);
        boolean bound =
                network.find(first).filter(line -> line.window().isBound()).isPresent();
        synchronized (this) {
            return bound
                    ? slow.computeIfAbsent(first, name -> new WaitingLine(SLOW_GAP))
                    : down.computeIfAbsent(first, name -> new WaitingLine(DOWN_GAP));
        }
    }

    /** An order under way is refused for now, or its carriers are away. What may have gone out is not told. */
    void look(OrderJourney journey) {
        if (!journey.told() && !journey.isSent()) {
            look(
                    journey.order(),
                    network.carriersFor(journey.order()).stream()
                            .filter(name -> !journey.tour().barred().contains(name))
                            .toList());
        }
    }

    /** A carrier that is up and has no room, or is on a break, takes it in a moment: that is not told. */
    private void look(SmsOrder order, List<String> carriers) {
        if (carriers.stream().noneMatch(network::isUp) && noteTold(order.messageKey())) {
            tell(order.messageKey(), carriers);
        }
    }

    private void tell(UUID key, List<String> carriers) {
        LOG.log(System.Logger.Level.INFO, "sms.order key={0} event=stalled", key);
        SmsStalled stalled = new SmsStalled(key, carriers, clockwork.clock().instant(), gateway);
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

    /** Those that are put back stand in line, each a gap behind the one before it. */
    private static final class WaitingLine {

        /** However many there are, and wherever the clock is set. */
        private static final Duration LONGEST = Duration.ofSeconds(30);

        private final Duration gap;
        private Instant last = Instant.EPOCH;

        WaitingLine(Duration gap) {
            this.gap = gap;
        }

        /** How long the next one waits. */
        Duration join(Instant now) {
            Instant next = last.isAfter(now) ? last.plus(gap) : now.plus(gap);
            Instant latest = now.plus(LONGEST);
            last = next.isAfter(latest) ? latest : next;
            return Duration.between(now, last);
        }
    }
}
