package dev.countersign.audit;

import java.util.List;
import java.util.Optional;

/**
 * Entries that were found, the newest first.
 *
 * @param next where the next page begins; empty when this is the last
 */
public record AuditPage(List<FoundEntry> entries, Optional<EntryPosition> next) {

    public AuditPage {
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param sequence its place in the chain; empty while it is not sealed
     */
    public record FoundEntry(EntryContent content, Optional<Long> sequence) {}
}
