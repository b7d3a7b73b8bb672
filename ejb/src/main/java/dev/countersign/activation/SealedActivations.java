package dev.countersign.activation;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** The secrets of activations, for key rotation. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedActivations implements SealedRecords {

    private SealedColumn column;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedActivations() {}

    @Inject
    SealedActivations(EntityManager entities, Secrets secrets) {
        this.column =
                new SealedColumn(entities, secrets, Purpose.ACTIVATION_SECRET, "Activation", "id", "secretsSealed");
    }

    @Override
    public Purpose purpose() {
        return Purpose.ACTIVATION_SECRET;
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
