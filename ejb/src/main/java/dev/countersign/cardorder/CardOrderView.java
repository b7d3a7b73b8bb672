package dev.countersign.cardorder;

import dev.countersign.user.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * An order as its user sees it.
 *
 * @param reference of all bookings of this order
 * @param shipsBy when the card will be on its way, as is estimated
 * @param otherAddress whether it goes to another address than the broker knows; never which
 * @param account that the deposit is held on; without characters where there is none
 * @param replaces serial of the card in whose place it comes
 */
public record CardOrderView(
        String id,
        String reference,
        CardOrderState state,
        Instant requestedAt,
        Instant shipsBy,
        boolean otherAddress,
        String account,
        Money deposit,
        Optional<String> replaces) {}
