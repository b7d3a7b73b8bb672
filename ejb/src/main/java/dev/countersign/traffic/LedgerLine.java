package dev.countersign.traffic;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What SMS of a day cost at one carrier.
 *
 * @param day in UTC, by the times of the orders
 * @param cost in the operator's currency, as the routes say
 */
public record LedgerLine(LocalDate day, String carrier, long sent, long parts, BigDecimal cost, long delivered) {}
