package dev.countersign.passcode;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** The hashes of passcodes that may still be typed, for key rotation. They are waited out: a passcode lives days. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class PasscodeHashes implements SealedRecords {

    private EntityManager entities;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected PasscodeHashes() {}

    @Inject
    PasscodeHashes(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public Purpose purpose() {
        return Purpose.PASSCODE_HASH;
    }

    @Override
    public long countUnder(String keyId) {
        return entities.createQuery(
                        "select count(p) from TemporaryPasscode p where p.valueHash like :under and p.endedAt is null"
                                + " and p.limitedUntil > :now",
                        Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .setParameter("now", clock.instant())
                .getSingleResult();
    }
}
