package dev.countersign.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;

/** Writes the audit out, page by page, so that its length does not matter. */
@ApplicationScoped
public class AuditExport {

    @Inject
    private ExportPages pages;

    @Inject
    private HeadKeys keys;

    /** Gives every line of the export to the receiver, without line ends. */
    public void write(ExportRange range, Consumer<String> lines) {
        ExportScope scope = pages.open(range);
        lines.accept(ExportLines.export(scope));
        long entries = writeEntries(scope, lines);
        long unsealed = writeUnsealed(lines);
        long heads = writeHeads(scope, lines);
        keys.listPublic().forEach(key -> lines.accept(ExportLines.key(key)));
        lines.accept(ExportLines.end(entries, unsealed, heads));
    }

    private long writeEntries(ExportScope scope, Consumer<String> lines) {
        long count = 0;
        long after = scope.firstSequence() - 1;
        for (List<SealedEntry> page = pages.listEntries(scope, after);
                !page.isEmpty();
                page = pages.listEntries(scope, after)) {
            page.forEach(entry -> lines.accept(ExportLines.entry(entry.link())));
            count += page.size();
            after = page.get(page.size() - 1).link().sequence();
        }
        return count;
    }

    private long writeUnsealed(Consumer<String> lines) {
        long count = 0;
        EntryPosition after = EntryPosition.FIRST;
        for (List<EntryContent> page = pages.listUnsealed(after); !page.isEmpty(); page = pages.listUnsealed(after)) {
            page.forEach(content -> lines.accept(ExportLines.unsealed(content)));
            count += page.size();
            after = EntryPosition.of(page.get(page.size() - 1));
        }
        return count;
    }

    private long writeHeads(ExportScope scope, Consumer<String> lines) {
        long count = 0;
        KeptHead after = KeptHead.BEFORE_ALL;
        for (List<KeptHead> page = pages.listHeads(scope, after);
                !page.isEmpty();
                page = pages.listHeads(scope, after)) {
            page.forEach(head -> lines.accept(ExportLines.head(head.jws())));
            count += page.size();
            after = page.get(page.size() - 1);
        }
        return count;
    }
}
