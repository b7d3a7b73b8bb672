package dev.countersign.operator;

import dev.countersign.audit.AuditLog;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Makes entries of the audit of what commands did; each change in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OperatorChanges {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private AuditLog audit;

    /** Ids of the changes without an entry, the oldest first. */
    public List<String> listIds() {
        return entities.createQuery("select c.id from OperatorChange c order by c.changedAt, c.id", String.class)
                .getResultList();
    }

    /** Entry and row change places, so that whichever node comes first makes the one entry. */
    public void record(String id) {
        Optional.ofNullable(entities.find(OperatorChange.class, id, LockModeType.PESSIMISTIC_WRITE))
                .ifPresent(change -> {
                    audit.record(change.fact());
                    entities.remove(change);
                });
    }
}
