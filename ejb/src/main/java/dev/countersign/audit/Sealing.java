package dev.countersign.audit;

import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives entries their place, inside the caller's transaction. */
@ApplicationScoped
class Sealing {

    private ChainStore store;
    private Secrets secrets;
    private FurthestHead furthest;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Sealing() {}

    @Inject
    Sealing(ChainStore store, Secrets secrets, FurthestHead furthest) {
        this.store = store;
        this.secrets = secrets;
        this.furthest = furthest;
    }

    /**
     * Seals up to so many entries behind the position. The head is locked first, so that what another sealer has sealed
     * meanwhile is seen; should two ever overlap all the same, the unique number lets one of them fail.
     */
    SealedBatch seal(EntryPosition after, int most) {
        AuditChain chain = store.lockChain();
        if (!furthest.isReached(chain.head())) {
            return SealedBatch.NOTHING;
        }
        List<AuditEntry> entries = store.listUnsealed(after, most);
        List<Long> refused = new ArrayList<>();
        for (AuditEntry entry : entries) {
            if (AuditEntry.isAuthentic(entry.content(), entry.mac(), secrets)) {
                chain.append(entry, secrets);
            } else {
                refused.add(entry.content().id());
            }
        }
        return new SealedBatch(entries.size() - refused.size(), refused, next(entries, most));
    }

    private static Optional<EntryPosition> next(List<AuditEntry> entries, int most) {
        return entries.size() < most
                ? Optional.empty()
                : Optional.of(EntryPosition.of(entries.get(entries.size() - 1).content()));
    }
}
