package dev.countersign.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the audit in pages, a transaction each: an export may take long and must hold nothing meanwhile. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ExportPages {

    private static final int PAGE = 500;

    @Inject
    private ChainStore store;

    @Inject
    private AuditSettings settings;

    @Inject
    private Clock clock;

    public ExportScope open(ExportRange range) {
        Instant now = clock.instant();
        // The head first: an entry that is sealed in between is one too many, which is better than one too few.
        long lastHead = store.findLastHead().map(AuditHead::id).orElse(0L);
        long last = range.to()
                .map(store::findLastSequence)
                .orElseGet(store::findEnd)
                .orElse(0L);
        Optional<Long> first =
                range.from().map(from -> store.findFirstSequence(from).orElse(last + 1));
        return new ExportScope(range, now, settings.retention(), first.orElse(1L), last, lastHead);
    }

    /** The next entries behind the place, up to the end of the scope. */
    public List<SealedEntry> listEntries(ExportScope scope, long afterSequence) {
        return store.listSealed(afterSequence, scope.lastSequence(), PAGE).stream()
                .flatMap(entry -> entry.sealed().stream())
                .toList();
    }

    /** The next entries without a place. */
    public List<EntryContent> listUnsealed(EntryPosition after) {
        return store.listUnsealed(after, PAGE).stream().map(AuditEntry::content).toList();
    }

    /** The next signed heads of the scope behind the one, in the order of their places. */
    public List<KeptHead> listHeads(ExportScope scope, KeptHead after) {
        return store.listHeads(after, scope.firstHeadSequence(), scope.lastHeadSequence(), scope.lastHeadId(), PAGE);
    }
}
