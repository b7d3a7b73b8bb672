package dev.countersign.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A question to the audit; what is left out does not matter.
 *
 * @param from moment of the first decision
 * @param to moment after the last decision
 * @param after where the page before ended
 * @param limit most entries of an answer, 1 to 500
 */
public record AuditQuery(
        Optional<String> subject,
        Optional<Reference> reference,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<EntryPosition> after,
        int limit) {

    /** Most entries of an answer. */
    public static final int MOST = 500;

    public AuditQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST);
        }
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("from must be before to");
        }
    }
}
