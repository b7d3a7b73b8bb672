package dev.countersign.token;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** The private keys that sign tokens, for key rotation. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedSigningKeys implements SealedRecords {

    private EntityManager entities;
    private Secrets secrets;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedSigningKeys() {}

    @Inject
    SealedSigningKeys(EntityManager entities, Secrets secrets) {
        this.entities = entities;
        this.secrets = secrets;
    }

    @Override
    public Purpose purpose() {
        return Purpose.TOKEN_SIGNING;
    }

    @Override
    public long countUnder(String keyId) {
        return entities.createQuery("select count(k) from SigningKey k where k.privateSealed like :under", Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .getSingleResult();
    }

    /** A key that somebody else sealed anew meanwhile is left as it is by the condition of the update. */
    @Override
    public int reseal(String keyId, int most) {
        List<SigningKey> keys = entities.createQuery(
                        "select k from SigningKey k where k.privateSealed like :under order by k.keyId",
                        SigningKey.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .setMaxResults(most)
                .getResultList();
        return keys.stream().mapToInt(this::reseal).sum();
    }

    private int reseal(SigningKey key) {
        String plain = secrets.open(Purpose.TOKEN_SIGNING, key.keyId(), key.privateSealed());
        return entities.createQuery(
                        "update SigningKey k set k.privateSealed = :new where k.keyId = :id and k.privateSealed = :old")
                .setParameter("new", secrets.seal(Purpose.TOKEN_SIGNING, key.keyId(), plain))
                .setParameter("id", key.keyId())
                .setParameter("old", key.privateSealed())
                .executeUpdate();
    }
}
