package dev.countersign.audit;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/**
 * The keyed hashes of audit entries and of their places, for key rotation: as long as an entry is there it is held against them. They are
 * waited out. Entries are millions, so they are not counted: one stands for all.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class EntryMacs implements SealedRecords {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected EntryMacs() {}

    @Inject
    EntryMacs(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Purpose purpose() {
        return Purpose.AUDIT;
    }

    /** 1 if there is any, else 0. The newest and the oldest entry, which an index finds, spare a walk through all for the keys of most times. */
    @Override
    public long countUnder(String keyId) {
        if (isAtAnEnd(keyId, "order by e.at desc, e.id desc") || isAtAnEnd(keyId, "order by e.at, e.id")) {
            return 1;
        }
        return entities.createQuery(
                        "select e.id from AuditEntry e where e.mac like :under or e.placeMac like :under", Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .setMaxResults(1)
                .getResultList()
                .size();
    }

    private boolean isAtAnEnd(String keyId, String order) {
        return entities.createQuery("select e from AuditEntry e " + order, AuditEntry.class)
                .setMaxResults(1)
                .getResultStream()
                .anyMatch(entry -> entry.isUnder(keyId));
    }
}
