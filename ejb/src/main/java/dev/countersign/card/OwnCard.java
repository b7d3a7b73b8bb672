package dev.countersign.card;

import java.time.Instant;
import java.util.Optional;

/**
 * A card as its holder sees it.
 *
 * @param takesPin whether a PIN is typed on it
 * @param hasPin whether that PIN is known: it came with the card, or its holder chose it
 * @param askedFrom when logins will ask for it if it has not been activated by then
 */
public record OwnCard(
        String serial,
        Optional<String> model,
        CardState state,
        boolean takesPin,
        boolean hasPin,
        Optional<Instant> shippedAt,
        Optional<Instant> activatedAt,
        Optional<Instant> askedFrom) {}
