package dev.countersign.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The database side of the sealer, a transaction each. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ChainDesk {

    /** A sealer that was killed is followed by another within this and a second. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final int BATCH = 500;

    @Inject
    private ChainStore store;

    @Inject
    private Sealing sealing;

    @Inject
    private FurthestHead furthest;

    @Inject
    private AuditSettings settings;

    @Inject
    private Clock clock;

    /** Takes or renews the lease, unless the chain is not what this node has seen of it. */
    public boolean takeLease(String holder) {
        return furthest.isReached(store.getHead()) && store.takeLease(holder, clock.instant(), LEASE);
    }

    public SealedBatch seal(EntryPosition after) {
        return sealing.seal(after, BATCH);
    }

    /**
     * The head, if it is time to sign it, and if it is another one than was signed last: signed once more it would say nothing new. The clock
     * may have been set back behind the last signature.
     */
    public Optional<ChainHead> findHeadToSign() {
        Instant now = clock.instant();
        ChainHead head = store.getHead();
        Optional<AuditHead> last = store.findLastHead();
        boolean due = last.map(AuditHead::signedAt)
                .map(at -> now.isBefore(at) || !now.isBefore(at.plus(settings.headInterval())))
                .orElse(true);
        boolean changed =
                last.map(signed -> signed.sequence() != head.sequence()).orElse(true);
        return due && changed ? Optional.of(head) : Optional.empty();
    }

    public void keep(SignedHead head) {
        store.add(new AuditHead(head));
    }

    /** Entries that should have had their place for longer than the sealer may take. */
    public long countOverdue() {
        return store.countUnsealed(clock.instant().minus(AuditSettings.SEALING_LIMIT));
    }
}
