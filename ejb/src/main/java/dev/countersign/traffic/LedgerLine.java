package dev.countersign.traffic;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What SMS of a day cost at one carrier.
 *
 * @param day in UTC, by the times of the orders
 * @param cost in the operator's currency, as the routes say
 */
public record LedgerLine(LocalDate day, String carrier, long sent, long parts, BigDecimal cost, long delivered) {

    static LedgerLine of(TrafficSpan span) {
        return new LedgerLine(
                TrafficStore.day(span), span.carrier(), span.sent(), span.parts(), span.cost(), span.delivered());
    }

    LedgerLine plus(LedgerLine other) {
        return new LedgerLine(
                day,
                carrier,
                sent + other.sent,
                parts + other.parts,
                cost.add(other.cost),
                delivered + other.delivered);
    }
}
