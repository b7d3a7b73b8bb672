package dev.countersign.audit;

import java.time.Instant;
import java.time.Period;

/**
 * An {@link ExportRange} in places of the chain. Entries are sealed in an order a little other than that of time, so the
 * scope may hold some that were decided just outside of the range: a chain has no gaps.
 *
 * @param firstSequence place of the first entry
 * @param lastSequence place of the last entry; less than the first when there is none
 * @param lastHeadId the last head that was signed when the export began: a later one may be of later entries
 */
public record ExportScope(
        ExportRange range, Instant openedAt, Period retention, long firstSequence, long lastSequence, long lastHeadId) {

    boolean isWhole() {
        return range.from().isEmpty();
    }

    /** Where heads of interest begin: with a chain from its beginning, before its first entry. */
    long firstHeadSequence() {
        return isWhole() ? 0 : firstSequence;
    }

    /** Where heads of interest end: without a limit also those of entries that are gone. */
    long lastHeadSequence() {
        return range.to().isPresent() ? lastSequence : Long.MAX_VALUE;
    }
}
