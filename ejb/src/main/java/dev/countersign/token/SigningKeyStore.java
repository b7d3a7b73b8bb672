package dev.countersign.token;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Questions to the table of signing keys. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SigningKeyStore {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private AuditLog audit;

    /**
     * All keys, the oldest first; within a decision over its own connection: one that holds a row's lock and waits for a second
     * connection waits for those who wait for the row.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public List<SigningKey> listKeys() {
        return entities.createQuery("select k from SigningKey k order by k.signsFrom, k.keyId", SigningKey.class)
                .getResultList();
    }

    /** Removes a key; one that another node has removed already is no matter. */
    public void remove(SigningKey key) {
        entities.createQuery("delete from SigningKey k where k.keyId = :id")
                .setParameter("id", key.keyId())
                .executeUpdate();
    }

    public void add(SigningKey key) {
        entities.persist(key);
        entities.flush();
    }

    /** Adds the key that an operator asked for. */
    public void add(SigningKey key, String operator) {
        add(key);
        audit.record(new AuditFact(
                "operator:" + operator, "key:" + key.keyId(), "SIGNING_KEY_MADE", "OK", Reference.next(), ""));
    }
}
