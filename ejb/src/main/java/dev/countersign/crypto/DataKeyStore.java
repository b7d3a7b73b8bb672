package dev.countersign.crypto;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Questions to the table of data keys; works inside the caller's transaction, or in one of its own where there is none. */
@Stateless
public class DataKeyStore {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    public DataKeyStore() {}

    DataKeyStore(EntityManager entities) {
        this.entities = entities;
    }

    /** All keys, the oldest first. */
    public List<DataKey> listKeys() {
        return entities.createQuery("select k from DataKey k order by k.createdAt, k.keyId", DataKey.class)
                .getResultList();
    }

    public void add(DataKey key) {
        entities.persist(key);
        entities.flush();
    }

    /** The key that makes new secrets of the purpose, locked; empty when another one is just taking over. */
    public Optional<DataKey> lockCurrent(Purpose purpose) {
        return entities.createQuery(
                        "select k.keyId from DataKey k where k.purpose = :purpose and k.supersededAt is null",
                        String.class)
                .setParameter("purpose", purpose)
                .getResultStream()
                .findFirst()
                .flatMap(this::lockKey)
                .filter(DataKey::isCurrent);
    }

    public Optional<DataKey> lockKey(String keyId) {
        return Optional.ofNullable(entities.find(DataKey.class, keyId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** All keys, locked in the order of their ids. */
    public List<DataKey> lockKeys() {
        return entities.createQuery("select k from DataKey k order by k.keyId", DataKey.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    public void remove(DataKey key) {
        entities.remove(key);
        entities.flush();
    }
}
