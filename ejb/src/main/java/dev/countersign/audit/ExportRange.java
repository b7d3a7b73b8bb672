package dev.countersign.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What part of the audit is asked for. Without a limit the chain is taken from its beginning, or to its end.
 *
 * @param from moment of the first decision
 * @param to moment after the last decision
 */
public record ExportRange(Optional<Instant> from, Optional<Instant> to) {

    public ExportRange {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("from must be before to");
        }
    }
}
