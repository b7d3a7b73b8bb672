package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The end of an order in the words of the contract. */
final class Outcome {

    private Outcome() {}

    /**
     * Throws {@link IllegalStateException} where the order is still under way.
     *
     * @param routes by which a carrier has it, by the carrier's name; empty when none is known
     */
    static SmsResult of(OrderJourney journey, Instant at, String gateway, Function<String, Optional<Route>> routes) {
        SmsResult.State end = state(journey);
        boolean submitted = end == SmsResult.State.SUBMITTED;
        String id = submitted ? journey.stay().firstMessageId() : null;
        return new SmsResult(
                journey.key(),
                end,
                id == null ? null : Carrier.coreId(journey.carrier(), id),
                journey.commandStatus(),
                journey.stay().allShortMessages(),
                at,
                gateway,
                end == SmsResult.State.REFUSED ? journey.refusal() : null,
                submitted
                        ? routes.apply(journey.carrier())
                                .map(route -> way(journey, route, routes))
                                .orElse(null)
                        : null);
    }

    private static SmsResult.State state(OrderJourney journey) {
        return switch (journey.state()) {
            case SUBMITTED -> SmsResult.State.SUBMITTED;
            case REFUSED -> SmsResult.State.REFUSED;
            case EXPIRED -> SmsResult.State.EXPIRED;
            case UNCERTAIN -> SmsResult.State.UNCERTAIN;
            case READY, PAUSED, LEAVING, WAITING -> throw new IllegalStateException("the order is under way");
        };
    }

    /** What other carriers took in vain costs what their routes say, and is told with the one that took all of it. */
    private static SmsResult.Way way(OrderJourney journey, Route route, Function<String, Optional<Route>> routes) {
        BigDecimal cost = cost(route, journey.stay().shortMessages());
        for (Map.Entry<String, Integer> before : journey.stay().elsewhere().entrySet()) {
            cost = cost.add(routes.apply(before.getKey())
                    .map(other -> cost(other, before.getValue()))
                    .orElse(BigDecimal.ZERO));
        }
        return new SmsResult.Way(journey.carrier(), route.prefix(), cost);
    }

    private static BigDecimal cost(Route route, int shortMessages) {
        return route.cost().multiply(BigDecimal.valueOf(shortMessages));
    }
}
