package dev.countersign.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Questions to the table of keys that sign heads. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HeadKeyStore {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    /** All keys, the oldest first. */
    public List<HeadKey> listKeys() {
        return entities.createQuery("select k from HeadKey k order by k.createdAt, k.keyId", HeadKey.class)
                .getResultList();
    }

    public void add(HeadKey key) {
        entities.persist(key);
        entities.flush();
    }
}
