package dev.countersign.smpp.route;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A way to some numbers.
 *
 * @param prefix beginning of the numbers in E.164 form with plus sign; {@code +} alone leads everywhere
 * @param network mobile network code of ITU-T E.212 (MCC and MNC, 5 or 6 digits) that the route is good for; empty for all
 * @param carrier name of the carrier
 * @param priority lower goes first, 0 or more
 * @param cost of one part in any one currency, 0 or more and below a million, with at most 6 decimals; of equal priority the cheaper goes first
 * @param weight share among routes that are alike in everything else, 1 or more
 */
public record Route(
        String prefix, Optional<String> network, String carrier, int priority, BigDecimal cost, int weight) {

    private static final String PREFIX_FORM = "\\+([1-9][0-9]{0,14})?";
    private static final String NETWORK_FORM = "[0-9]{5,6}";

    /** Sums of costs have a column of 12 digits before the point. */
    private static final BigDecimal COST_BOUND = BigDecimal.valueOf(1_000_000);

    private static final int MOST_DECIMALS = 6;

    public Route {
        if (!prefix.matches(PREFIX_FORM)) {
            throw new IllegalArgumentException("prefix is no beginning of an E.164 number with plus sign");
        }
        if (network.isPresent() && !network.get().matches(NETWORK_FORM)) {
            throw new IllegalArgumentException("network is no MCC and MNC of 5 or 6 digits");
        }
        if (priority < 0 || cost.signum() < 0 || weight < 1) {
            throw new IllegalArgumentException("priority and cost are 0 or more, weight is 1 or more");
        }
        if (cost.scale() > MOST_DECIMALS || cost.compareTo(COST_BOUND) >= 0) {
            throw new IllegalArgumentException("cost is below 1000000 and has at most 6 decimals");
        }
    }

    /** Whether the route leads to the destination. */
    boolean leadsTo(Destination destination) {
        return destination.number().startsWith(prefix) && (network.isEmpty() || network.equals(destination.network()));
    }
}
