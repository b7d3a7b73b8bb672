package dev.countersign.cardorder;

import dev.countersign.user.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * Something to be booked.
 *
 * @param id by which whoever reads it twice books it once
 * @param reference the same for all bookings of an order
 * @param at when it was decided
 * @param bookedAt when the back office said that it has booked it
 */
public record ChargeView(
        String id,
        ChargeKind kind,
        Money amount,
        String account,
        String reference,
        Instant at,
        Optional<Instant> bookedAt) {}
