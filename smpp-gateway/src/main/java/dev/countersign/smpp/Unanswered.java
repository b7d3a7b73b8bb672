package dev.countersign.smpp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Orders whose submit_sm was not answered: each waits for the answer, which may only be late, and for a receipt that proves that a
 * carrier took it, and goes out once more when neither comes and its code still lives.
 */
final class Unanswered {

    private static final System.Logger LOG = System.getLogger(Unanswered.class.getName());

    private final CarrierNetwork network;
    private final GatewayMemory memory;
    private final ReceiptDesk receipts;
    private final Steps steps;
    private final Clockwork clockwork;
    private final Consumer<OrderJourney> next;
    private final Map<UUID, OrderJourney> waiting = new ConcurrentHashMap<>();

    /**
     * Without orders.
     *
     * @param next takes each that waits no more
     */
    Unanswered(
            CarrierNetwork network,
            GatewayMemory memory,
            ReceiptDesk receipts,
            Steps steps,
            Clockwork clockwork,
            Consumer<OrderJourney> next) {
        this.network = network;
        this.memory = memory;
        this.receipts = receipts;
        this.steps = steps;
        this.clockwork = clockwork;
        this.next = next;
    }

    /** Has an order wait as long as its carrier's receipts may take. */
    void await(OrderJourney journey) {
        OrderLog.log("unanswered", journey);
        Duration wait =
                network.findCarrier(journey.carrier()).map(Carrier::receiptWait).orElseGet(network::longestReceiptWait);
        await(journey, wait, 0);
    }

    private void await(OrderJourney journey, Duration wait, int misses) {
        waiting.put(journey.key(), journey);
        prove(journey.key());
        if (waiting.containsKey(journey.key())) {
            steps.later(wait, () -> decide(journey, misses));
        }
    }

    /** Ends the wait of an order that a receipt proves to have been taken whole. */
    void prove(UUID key) {
        OrderJourney journey = waiting.get(key);
        if (journey == null) {
            return;
        }
        findProven(journey).filter(proven -> waiting.remove(key, journey)).ifPresent(next);
    }

    /** The order as it goes on where it is known that a carrier has all of it. */
    Optional<OrderJourney> findProven(OrderJourney journey) {
        return receipts.findProof(journey.key())
                .filter(proof -> !journey.tour().barred().contains(proof.carrier()))
                .flatMap(proof -> findWhole(journey, proof.carrier())
                        .map(size -> journey.proven(proof.carrier(), proof.messageId(), size)));
    }

    /**
     * The answer came after all. It ends the wait as if it had come in time; where the wait is over already, it is still known what the
     * carrier has.
     */
    void answeredLate(CarrierWalk.Late late) {
        OrderJourney journey = late.asked();
        String id = late.answer().messageId();
        if (waiting.remove(journey.key(), journey)) {
            steps.run(() -> next.accept(late.onward()));
        } else if (id != null) {
            receipts.answeredLate(journey.key(), journey.carrier(), id);
        }
    }

    /** A receipt is asked for the first part alone: of the others it proves nothing. */
    private Optional<TextSize> findWhole(OrderJourney journey, String carrier) {
        return network.findCarrier(carrier)
                .map(known -> TextSize.of(known, journey.order().text()))
                .filter(size -> size.parts() == 1);
    }

    /**
     * The wait is over, unless it has ended before.
     *
     * @param misses how often the order was not found in the inflight queue
     */
    private void decide(OrderJourney journey, int misses) {
        prove(journey.key());
        if (!waiting.remove(journey.key(), journey)) {
            return;
        }
        if (journey.mayRepeat(clockwork.clock().instant())) {
            repeat(journey, misses);
        } else {
            next.accept(journey.giveUp());
        }
    }

    private void repeat(OrderJourney journey, int misses) {
        try {
            Mark repeated = new Mark(true, journey.told(), journey.tour().barred(), Optional.empty());
            if (!memory.mark(journey.key(), repeated)) {
                OrderLog.log("not-inflight", journey);
                if (misses + 1 < Steps.LOOKS) {
                    await(journey, steps.pause(misses), misses + 1);
                } else {
                    next.accept(journey.giveUp());
                }
                return;
            }
            OrderLog.log("repeat", journey);
            next.accept(journey.tour()
                    .pass()
                    .next(network.carriersFor(journey.order()))
                    .filter(network::isUp)
                    .map(journey::repeatAt)
                    .orElseGet(journey::repeat));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "sms.memory key={0} event=no-mark cause={1}", journey.key(), e);
            await(journey);
        }
    }
}
