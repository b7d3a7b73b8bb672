package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Watches over orders that a carrier has taken until a receipt or silence says what came of it, and moves on to the next carrier
 * those of which nothing was delivered.
 */
final class Failover {

    private final CarrierNetwork network;
    private final GatewayMemory memory;
    private final ReceiptDesk receipts;
    private final ReceiptWatch watch;
    private final Silence silence;
    private final RecentOrders recent;
    private final Unsettled unsettled;
    private final Steps steps;
    private final Clockwork clockwork;
    private final Orders orders;

    /** The orders under way. */
    interface Orders {

        /** One goes on, to another carrier. */
        void next(OrderJourney journey);

        /** One is over, and the core is to be told. */
        void conclude(OrderJourney journey);

        /** One is over, and the core knows. */
        void forget(OrderJourney journey);

        /** What the core is told of one. */
        SmsResult result(OrderJourney journey);
    }

    /** Without orders. */
    Failover(
            CarrierNetwork network,
            GatewayMemory memory,
            ReceiptDesk receipts,
            ReceiptWatch watch,
            Silence silence,
            RecentOrders recent,
            Unsettled unsettled,
            Steps steps,
            Clockwork clockwork,
            Orders orders) {
        this.network = network;
        this.memory = memory;
        this.receipts = receipts;
        this.watch = watch;
        this.silence = silence;
        this.recent = recent;
        this.unsettled = unsettled;
        this.steps = steps;
        this.clockwork = clockwork;
        this.orders = orders;
    }

    /**
     * Tells the core that an order was taken, and begins to watch over it. False when it is over instead: its carrier is none whose
     * receipts are awaited, or no other carrier could still have it. One that does not lie in the inflight queue any more is over, too.
     */
    boolean keep(OrderJourney journey) {
        Duration failover = network.failoverTime(journey.carrier());
        Instant end = clockwork.clock().instant().plus(failover);
        String id = journey.stay().firstMessageId();
        if (failover.isZero()
                || id == null
                || journey.isExpired(end)
                || another(journey).isEmpty()
                || watch.isFull()) {
            return false;
        }
        Mark mark = new Mark(
                journey.repeated(), true, journey.tour().barred(), Optional.of(new Mark.Taken(journey.carrier(), id)));
        // As in Settlement: not on the threads of the carrier.
        steps.run(() ->
                steps.stubbornly(() -> memory.tellAndKeep(orders.result(journey), mark), kept -> told(journey, kept)));
        return true;
    }

    private void told(OrderJourney journey, boolean kept) {
        if (!kept) {
            orders.conclude(journey);
            return;
        }
        OrderLog.log("taken", journey);
        unsettled.settled();
        watch(journey.tell());
    }

    /** Begins to watch over an order of which the core has been told. */
    void watch(OrderJourney journey) {
        watch.begin(journey);
        steps.later(
                network.failoverTime(journey.carrier()),
                () -> watch.timeOut(journey).ifPresent(this::ended));
        // What came while the result was written.
        heard(journey.key());
    }

    /** Something came for an order that may be watched over. */
    void heard(UUID key) {
        watch.end(key).ifPresent(this::ended);
    }

    /** A carrier that has not had it yet. */
    private Optional<String> another(OrderJourney journey) {
        return journey.tour().bar().anew().next(network.carriersFor(journey.order()));
    }

    /** The watch is over: by a receipt that says how it ended, or by its time. */
    private void ended(ReceiptWatch.Ended ended) {
        OrderJourney journey = ended.journey();
        boolean another = isFailure(ended)
                && !journey.isExpired(clockwork.clock().instant())
                && another(journey).filter(network::isUp).isPresent();
        if (!another) {
            steps.stubbornly(Steps.waiting(() -> memory.drop(journey.key())), () -> orders.forget(journey));
            return;
        }
        OrderJourney onward = journey.failOver();
        Mark mark = new Mark(journey.repeated(), true, onward.tour().barred(), Optional.empty());
        steps.stubbornly(() -> memory.mark(journey.key(), mark), marked -> {
            if (!marked) {
                OrderLog.log("not-inflight", journey);
                orders.forget(journey);
                return;
            }
            recent.supersede(journey.carrier(), journey.key());
            receipts.dropProof(journey.key());
            unsettled.found();
            OrderLog.log("failover", onward);
            orders.next(onward);
        });
    }

    /**
     * Whether nothing was delivered, as far as can be known. Of a carrier that is gone no receipt could come; one that rests can still say
     * that it delivered nothing. Silence says nothing where none could be heard, or matched.
     */
    private boolean isFailure(ReceiptWatch.Ended ended) {
        OrderJourney journey = ended.journey();
        return switch (ended.end()) {
            case NEGATIVE -> network.findCarrier(journey.carrier()).isPresent();
            case SILENCE ->
                network.find(journey.carrier())
                                .filter(line -> line.center().hears())
                                .isPresent()
                        && !MessageCenter.isStandIn(
                                journey.order(), journey.stay().firstMessageId())
                        && silence.counts(journey.carrier());
            case DELIVERED, UNDERWAY -> false;
        };
    }
}
