package dev.countersign.backoffice;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The secrets of back offices, for key rotation. */
@ApplicationScoped
public class SealedClientSecrets extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedClientSecrets() {}

    @Inject
    SealedClientSecrets(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.BACK_OFFICE_SECRET, "BackOfficeClient", "name", "secretSealed");
    }
}
