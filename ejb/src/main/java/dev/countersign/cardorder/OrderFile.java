package dev.countersign.cardorder;

import java.time.Instant;
import java.util.Optional;

/**
 * An order as operators see it in a list.
 *
 * @param shipsFrom before that no card is sent
 * @param otherAddress whether it goes to another address than the broker knows
 * @param hasPin whether the user chose a PIN that goes with the card
 * @param replaces serial of the card in whose place it comes
 */
public record OrderFile(
        String id,
        String reference,
        String userName,
        CardOrderState state,
        Instant requestedAt,
        Instant shipsFrom,
        boolean otherAddress,
        boolean hasPin,
        Optional<String> replaces) {}
