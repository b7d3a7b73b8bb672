package dev.countersign.push.webpush;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Questions to the table of the VAPID key. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class VapidKeyStore {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    public Optional<VapidKey> find(String keyId) {
        return Optional.ofNullable(entities.find(VapidKey.class, keyId));
    }

    public void add(VapidKey key) {
        entities.persist(key);
        entities.flush();
    }
}
