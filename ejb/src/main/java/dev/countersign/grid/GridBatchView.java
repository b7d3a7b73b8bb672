package dev.countersign.grid;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch as operators see it.
 *
 * @param cards how many were ordered
 * @param printerKey thumbprint of the printer's key (RFC 7638, SHA-256, base64url), to be held against what the printer says
 * @param decidedBy who released or rejected it
 */
public record GridBatchView(
        UUID id,
        long cards,
        String printerKey,
        GridBatchState state,
        String orderedBy,
        Instant orderedAt,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt) {}
