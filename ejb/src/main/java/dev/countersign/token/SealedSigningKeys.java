package dev.countersign.token;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** The private keys that sign tokens, for key rotation. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class SealedSigningKeys implements SealedRecords {

    private SealedColumn column;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedSigningKeys() {}

    @Inject
    SealedSigningKeys(EntityManager entities, Secrets secrets) {
        this.column =
                new SealedColumn(entities, secrets, Purpose.TOKEN_SIGNING, "SigningKey", "keyId", "privateSealed");
    }

    @Override
    public Purpose purpose() {
        return Purpose.TOKEN_SIGNING;
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
