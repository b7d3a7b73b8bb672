package dev.countersign.card;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A card as operators see it: never its key, and of its PIN only that there is one. */
public record CardView(
        String id,
        String serial,
        String manufacturer,
        Optional<String> model,
        String suite,
        boolean hasPin,
        CardState state,
        UUID batch,
        Optional<Instant> validFrom,
        Optional<Instant> validUntil) {}
