package dev.countersign.sms;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** The hashes of codes that may still be typed, for key rotation. They are waited out: a code lives minutes. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class CodeHashes implements SealedRecords {

    private EntityManager entities;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected CodeHashes() {}

    @Inject
    CodeHashes(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public Purpose purpose() {
        return Purpose.CODE_HASH;
    }

    @Override
    public long countUnder(String keyId) {
        return entities.createQuery(
                        "select count(c) from OneTimeCode c where c.codeHash like :under and c.endedAt is null"
                                + " and c.expiresAt > :now",
                        Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .setParameter("now", clock.instant())
                .getSingleResult();
    }
}
