package dev.countersign.token;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Questions to the table of signing keys. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SigningKeyStore {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    /** All keys, the oldest first. */
    public List<SigningKey> listKeys() {
        return entities.createQuery("select k from SigningKey k order by k.signsFrom, k.keyId", SigningKey.class)
                .getResultList();
    }

    public void add(SigningKey key) {
        entities.persist(key);
        entities.flush();
    }
}
