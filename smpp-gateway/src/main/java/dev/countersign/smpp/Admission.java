package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.smpp.route.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where new orders get their places: in the window of a carrier, and among those that are not settled. Of the latter a carrier that refuses
 * for now leaves half to others that do not, or its orders, which wait for it, would hold up theirs.
 */
final class Admission {

    private final CarrierNetwork network;
    private final Unsettled unsettled;
    private final Clock clock;

    Admission(CarrierNetwork network, Unsettled unsettled, Clock clock) {
        this.network = network;
        this.unsettled = unsettled;
        this.clock = clock;
    }

    /** Whether some order could have a place now. */
    boolean hasRoom() {
        return unsettled.hasRoom() && network.hasRoom();
    }

    /**
     * Reserves a place for a new order at the best carrier that has one. Only while no carrier at all has room it waits for
     * its best one, at most for {@code patience}: for else a full carrier would hold up the orders of the others.
     */
    Optional<CarrierLine> admit(SmsOrder order, Duration patience) {
        if (!unsettled.admit(patience)) {
            return Optional.empty();
        }
        Optional<CarrierLine> line = enterFirst(order, Duration.ZERO);
        if (line.isEmpty() && !patience.isZero() && !network.hasRoom()) {
            line = enterFirst(order, patience);
        }
        if (line.isEmpty()) {
            unsettled.settled();
        }
        return line;
    }

    /** The best carrier that lets it in; only the first is waited for. */
    private Optional<CarrierLine> enterFirst(SmsOrder order, Duration patience) {
        Duration left = patience;
        for (String name : network.carriersFor(order)) {
            Optional<CarrierLine> line =
                    network.find(name).filter(found -> found.window().isBound()).filter(this::mayHold);
            if (line.isPresent()) {
                if (line.get().window().enter(left)) {
                    return line;
                }
                left = Duration.ZERO;
            }
        }
        return Optional.empty();
    }

    private boolean mayHold(CarrierLine line) {
        Instant now = clock.instant();
        return unsettled.isHalfFree()
                || !line.isDoubtful(now)
                || network.list().stream().noneMatch(other -> other.health(now) == Health.UP);
    }

    /** Gives a reserved place back. */
    void withdraw(CarrierLine line) {
        line.window().leave();
        unsettled.settled();
    }
}
