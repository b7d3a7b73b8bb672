package dev.countersign.card;

import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.Protection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch as operators see it.
 *
 * @param protection what kept the keys on their way: the second operator looks at it
 * @param fileDigest SHA-256 of the file in hexadecimal, to be held against what the vendor says he sent
 * @param cards that came of it
 * @param refused rows of the file that were not taken
 * @param decidedBy who released or rejected it
 */
public record BatchView(
        UUID id,
        KeyFileFormat format,
        Protection protection,
        String fileDigest,
        int cards,
        int refused,
        BatchState state,
        String importedBy,
        Instant importedAt,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt) {}
