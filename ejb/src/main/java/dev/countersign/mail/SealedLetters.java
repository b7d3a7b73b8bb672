package dev.countersign.mail;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;

/** The letters that wait, for key rotation. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedLetters implements SealedRecords {

    private EntityManager entities;
    private Secrets secrets;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedLetters() {}

    @Inject
    SealedLetters(EntityManager entities, Secrets secrets) {
        this.entities = entities;
        this.secrets = secrets;
    }

    @Override
    public Purpose purpose() {
        return Purpose.MAIL_TEXT;
    }

    @Override
    public long countUnder(String keyId) {
        return entities.createQuery("select count(m) from OutboundMail m where m.letterCipher like :under", Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .getSingleResult();
    }

    @Override
    public int reseal(String keyId, int most) {
        List<?> ids = entities.createNativeQuery("select id from mail_outbox where letter_cipher like ?1"
                        + " fetch first " + most + " rows only for update skip locked")
                .setParameter(1, SealedRecords.pattern(keyId))
                .getResultList();
        ids.forEach(id -> entities.find(OutboundMail.class, id, LockModeType.PESSIMISTIC_WRITE)
                .reseal(secrets));
        return ids.size();
    }
}
