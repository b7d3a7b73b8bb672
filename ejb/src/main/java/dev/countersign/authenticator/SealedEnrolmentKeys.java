package dev.countersign.authenticator;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** The keys of authenticators, for key rotation. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedEnrolmentKeys implements SealedRecords {

    private SealedColumn column;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedEnrolmentKeys() {}

    @Inject
    SealedEnrolmentKeys(EntityManager entities, Secrets secrets) {
        this.column = new SealedColumn(entities, secrets, Purpose.AUTHENTICATOR_KEY, "Enrolment", "id", "keysSealed");
    }

    @Override
    public Purpose purpose() {
        return Purpose.AUTHENTICATOR_KEY;
    }

    @Override
    public long countUnder(String keyId) {
        return column.countUnder(keyId);
    }

    @Override
    public int reseal(String keyId, int most) {
        return column.reseal(keyId, most);
    }
}
