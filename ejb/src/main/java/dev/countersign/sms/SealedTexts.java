package dev.countersign.sms;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;

/** The texts of orders whose codes live, for key rotation. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedTexts implements SealedRecords {

    private EntityManager entities;
    private Secrets secrets;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedTexts() {}

    @Inject
    SealedTexts(EntityManager entities, Secrets secrets) {
        this.entities = entities;
        this.secrets = secrets;
    }

    @Override
    public Purpose purpose() {
        return Purpose.SMS_TEXT;
    }

    @Override
    public long countUnder(String keyId) {
        return entities.createQuery("select count(o) from OutboundSms o where o.textCipher like :under", Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .getSingleResult();
    }

    @Override
    public int reseal(String keyId, int most) {
        List<?> keys = entities.createNativeQuery("select message_key from sms_outbox where text_cipher like ?1"
                        + " fetch first " + most + " rows only for update skip locked")
                .setParameter(1, SealedRecords.pattern(keyId))
                .getResultList();
        keys.forEach(key -> entities.find(OutboundSms.class, key, LockModeType.PESSIMISTIC_WRITE)
                .resealText(secrets));
        return keys.size();
    }
}
