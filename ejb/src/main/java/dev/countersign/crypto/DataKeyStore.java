package dev.countersign.crypto;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Questions to the table of data keys. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DataKeyStore {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    public List<DataKey> listKeys() {
        return entities.createQuery("select k from DataKey k order by k.createdAt, k.keyId", DataKey.class)
                .getResultList();
    }

    public Optional<DataKey> findKey(String keyId) {
        return Optional.ofNullable(entities.find(DataKey.class, keyId));
    }

    public void add(DataKey key) {
        entities.persist(key);
        entities.flush();
    }
}
