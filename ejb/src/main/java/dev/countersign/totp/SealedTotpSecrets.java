package dev.countersign.totp;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The secrets of apps, for key rotation. */
@ApplicationScoped
public class SealedTotpSecrets extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedTotpSecrets() {}

    @Inject
    SealedTotpSecrets(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.TOTP_SECRET, "TotpApp", "id", "secretSealed");
    }
}
