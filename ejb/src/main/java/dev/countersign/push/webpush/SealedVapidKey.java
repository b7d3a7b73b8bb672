package dev.countersign.push.webpush;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** The private key of VAPID, for rotation of the data key over it; the pair itself stays. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedVapidKey implements SealedRecords {

    private SealedColumn column;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedVapidKey() {}

    @Inject
    SealedVapidKey(EntityManager entities, Secrets secrets) {
        this.column = new SealedColumn(entities, secrets, Purpose.PUSH_SIGNING, "VapidKey", "keyId", "privateSealed");
    }

    @Override
    public Purpose purpose() {
        return Purpose.PUSH_SIGNING;
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
