package dev.countersign.authenticator;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** The PIN hashes of phones, for key rotation. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedPins implements SealedRecords {

    private SealedColumn column;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedPins() {}

    @Inject
    SealedPins(EntityManager entities, Secrets secrets) {
        this.column = new SealedColumn(entities, secrets, Purpose.AUTHENTICATOR_PIN, "Installation", "id", "pinSealed");
    }

    @Override
    public Purpose purpose() {
        return Purpose.AUTHENTICATOR_PIN;
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
