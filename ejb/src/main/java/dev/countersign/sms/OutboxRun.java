package dev.countersign.sms;

import dev.countersign.announce.Claimed;
import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hands orders to the broker while they are this node's. What the broker has not taken stays this node's until the lease is over, and is
 * tried again here before: this node's broker knows it by its duplicate id if it had it after all, and another one would not. For one
 * thread.
 */
final class OutboxRun {

    private static final System.Logger LOG = System.getLogger(OutboxRun.class.getName());

    /** What a broker refuses it refuses at once. One that takes longer hangs, and each of the other orders would wait as long. */
    private static final Duration HANGING = Duration.ofSeconds(2);

    /** @param until when it is another's */
    private record Leased(SmsOrder order, Instant until) {}

    /** What the broker does. */
    private enum Broker {
        /** It takes orders, but for some that it may have already. */
        TAKES,
        /** It has taken none of several. */
        TAKES_NONE,
        /** It does not answer in time. */
        HANGS
    }

    private final OutboxClaims claims;
    private final OrderSender sender;
    private final Duration lease;
    private final Clock clock;

    private List<Leased> left = List.of();
    private boolean away;

    /** @param lease how long what was claimed is this node's */
    OutboxRun(OutboxClaims claims, OrderSender sender, Duration lease, Clock clock) {
        this.claims = claims;
        this.sender = sender;
        this.lease = lease;
        this.clock = clock;
    }

    /** Tries once more what the broker has not taken, whatever it did of late. */
    void retry() {
        List<Leased> former = left;
        left = List.of();
        away = hand(former) == Broker.HANGS;
    }

    /** Takes orders and hands them over, until none wait. While the broker takes none they wait for {@link #retry}. */
    void relay() {
        boolean more = !away;
        while (more) {
            Instant until = clock.instant().plus(lease);
            Claimed<SmsOrder> batch = claims.claim();
            List<Leased> claimed =
                    batch.rows().stream().map(order -> new Leased(order, until)).toList();
            away = hand(claimed) != Broker.TAKES;
            more = batch.more() && !away;
        }
    }

    private Broker hand(List<Leased> batch) {
        List<Leased> mine = batch.stream().filter(this::isMine).toList();
        if (mine.isEmpty()) {
            return Broker.TAKES;
        }
        Instant begun = clock.instant();
        try {
            send(mine);
            return Broker.TAKES;
        } catch (RuntimeException e) {
            if (isHanging(begun)) {
                return kept(mine, Broker.HANGS, e);
            }
            return mine.size() == 1 ? kept(mine, Broker.TAKES, e) : handEach(mine, e);
        }
    }

    /** One order that the broker refuses, such as one it has already, must not hold back the others. */
    private Broker handEach(List<Leased> batch, RuntimeException ofAll) {
        List<Leased> refused = new ArrayList<>();
        RuntimeException why = ofAll;
        for (Leased one : batch) {
            Instant begun = clock.instant();
            try {
                if (isMine(one)) {
                    send(List.of(one));
                }
            } catch (RuntimeException e) {
                why = e;
                refused.add(one);
                if (isHanging(begun)) {
                    List<Leased> behind = batch.subList(batch.indexOf(one) + 1, batch.size());
                    return kept(Stream.concat(refused.stream(), behind.stream()).toList(), Broker.HANGS, e);
                }
            }
        }
        Broker broker = refused.size() == batch.size() ? Broker.TAKES_NONE : Broker.TAKES;
        return refused.isEmpty() ? broker : kept(refused, broker, why);
    }

    private void send(List<Leased> batch) {
        List<SmsOrder> orders = batch.stream().map(Leased::order).toList();
        sender.send(orders);
        try {
            claims.queued(orders);
        } catch (RuntimeException e) {
            // The broker has them, and drops what comes once more under the same duplicate id.
            LOG.log(System.Logger.Level.WARNING, "Orders are on the queue and not noted so", e);
        }
    }

    private Broker kept(List<Leased> batch, Broker broker, RuntimeException why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Orders wait for the sweep: "
                        + batch.stream().map(one -> one.order().messageKey()).toList(),
                why);
        left = Stream.concat(left.stream(), batch.stream()).toList();
        return broker;
    }

    private boolean isMine(Leased one) {
        return clock.instant().isBefore(one.until());
    }

    private boolean isHanging(Instant begun) {
        return !clock.instant().isBefore(begun.plus(HANGING));
    }
}
