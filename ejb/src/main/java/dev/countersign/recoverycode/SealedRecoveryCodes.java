package dev.countersign.recoverycode;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The hashes of recovery codes, for key rotation. */
@ApplicationScoped
public class SealedRecoveryCodes extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedRecoveryCodes() {}

    @Inject
    SealedRecoveryCodes(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.RECOVERY_CODE, "RecoverySet", "id", "hashesSealed");
    }
}
