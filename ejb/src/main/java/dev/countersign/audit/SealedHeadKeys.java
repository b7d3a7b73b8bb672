package dev.countersign.audit;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The private keys that sign heads, for key rotation. */
@ApplicationScoped
public class SealedHeadKeys extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedHeadKeys() {}

    @Inject
    SealedHeadKeys(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.AUDIT_SIGNING, "HeadKey", "keyId", "privateSealed");
    }
}
