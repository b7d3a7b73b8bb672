package dev.countersign.crypto;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Questions to the table of data keys; works inside the caller's transaction, or in one of its own where there is none. During an upgrade a
 * newer server has made keys of purposes that are unknown here: those are passed over.
 */
@Stateless
public class DataKeyStore {

    private static final Set<Purpose> KNOWN = EnumSet.allOf(Purpose.class);

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
        return entities.createQuery(
                        "select k from DataKey k where k.purpose in :known order by k.createdAt, k.keyId",
                        DataKey.class)
                .setParameter("known", KNOWN)
                .setHint("eclipselink.refresh", true)
                .getResultList();
    }

    /** How many keys have a purpose that only a newer version knows. */
    public long countUnknown() {
        return entities.createQuery("select count(k) from DataKey k where k.purpose not in :known", Long.class)
                .setParameter("known", KNOWN)
                .getSingleResult();
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
        return entities.createQuery(
                        "select k from DataKey k where k.keyId = :id and k.purpose in :known", DataKey.class)
                .setParameter("id", keyId)
                .setParameter("known", KNOWN)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** All keys, locked in the order of their ids. */
    public List<DataKey> lockKeys() {
        return entities.createQuery("select k from DataKey k where k.purpose in :known order by k.keyId", DataKey.class)
                .setParameter("known", KNOWN)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    public void remove(DataKey key) {
        entities.remove(key);
        entities.flush();
    }
}
