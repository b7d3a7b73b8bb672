package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsResult;
import java.time.Clock;
import java.util.function.Consumer;

/** The ends of orders: what the core is told of each, and that it is under way no more when the broker has that. */
final class Settlement {

    private final RecentOrders recent;
    private final GatewayMemory memory;
    private final Together<SmsResult> results;
    private final ReceiptWatch watch;
    private final Unsettled unsettled;
    private final Steps steps;
    private final String instance;
    private final Clock clock;
    private final Consumer<OrderJourney> forget;

    /**
     * Nothing has ended.
     *
     * @param results tells the core
     * @param instance name of this gateway
     * @param forget hears of each order that has ended
     */
    Settlement(
            RecentOrders recent,
            GatewayMemory memory,
            Together<SmsResult> results,
            ReceiptWatch watch,
            Unsettled unsettled,
            Steps steps,
            String instance,
            Clock clock,
            Consumer<OrderJourney> forget) {
        this.recent = recent;
        this.memory = memory;
        this.results = results;
        this.watch = watch;
        this.unsettled = unsettled;
        this.steps = steps;
        this.instance = instance;
        this.clock = clock;
        this.forget = forget;
    }

    /** Tells the core of an end. What it has been told before is not taken back. */
    void conclude(OrderJourney journey) {
        if (journey.state() == OrderJourney.State.UNCERTAIN) {
            // A carrier may have it: what an earlier one said is no reason to give it up.
            watch.release(journey.key());
        }
        // The broker is not waited for on the threads of the carrier: they have the next order to submit.
        if (journey.told() && journey.state() != OrderJourney.State.SUBMITTED) {
            drop(journey);
        } else {
            SmsResult result = result(journey);
            steps.stubbornly(() -> results.write(result), () -> ended(journey));
        }
    }

    /** Ends an order of which the core knows all. */
    void drop(OrderJourney journey) {
        steps.run(() -> steps.stubbornly(Steps.waiting(() -> memory.drop(journey.key())), () -> ended(journey)));
    }

    private void ended(OrderJourney journey) {
        unsettled.settled();
        forget.accept(journey);
    }

    /** What the core is told of an order. */
    SmsResult result(OrderJourney journey) {
        return journey.result(clock.instant(), instance, carrier -> recent.findRoute(journey.order(), carrier));
    }
}
