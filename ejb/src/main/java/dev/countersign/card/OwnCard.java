package dev.countersign.card;

import java.time.Instant;
import java.util.Optional;

/**
 * A card as its holder sees it.
 *
 * @param takesPin whether a PIN is typed on it
 * @param askedFrom when logins will ask for it if it has not been activated by then
 */
public record OwnCard(
        String serial,
        Optional<String> model,
        CardState state,
        boolean takesPin,
        Optional<Instant> shippedAt,
        Optional<Instant> activatedAt,
        Optional<Instant> askedFrom) {}
