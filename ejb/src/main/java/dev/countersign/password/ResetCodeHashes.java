package dev.countersign.password;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** The hashes of operators' codes that may still be typed, for key rotation. They are waited out: a code lives a week at most. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class ResetCodeHashes implements SealedRecords {

    private EntityManager entities;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ResetCodeHashes() {}

    @Inject
    ResetCodeHashes(EntityManager entities, Clock clock) {
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
                        "select count(r) from PasswordReset r where r.codeHash like :under and r.state = :issued"
                                + " and r.expiresAt > :now",
                        Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .setParameter("issued", ResetState.ISSUED)
                .setParameter("now", clock.instant())
                .getSingleResult();
    }
}
