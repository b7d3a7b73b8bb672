package dev.countersign.grid;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A plastic card as operators see it: never its cells. */
public record GridCardView(
        String serial, UUID batch, GridState state, Optional<Instant> shippedAt, Optional<Instant> activatedAt) {}
