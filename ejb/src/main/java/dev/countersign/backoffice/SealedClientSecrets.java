package dev.countersign.backoffice;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** The secrets of back offices, for key rotation. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedClientSecrets implements SealedRecords {

    private SealedColumn column;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedClientSecrets() {}

    @Inject
    SealedClientSecrets(EntityManager entities, Secrets secrets) {
        this.column = new SealedColumn(
                entities, secrets, Purpose.BACK_OFFICE_SECRET, "BackOfficeClient", "name", "secretSealed");
    }

    @Override
    public Purpose purpose() {
        return Purpose.BACK_OFFICE_SECRET;
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
