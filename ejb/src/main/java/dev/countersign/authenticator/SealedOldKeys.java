package dev.countersign.authenticator;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The keys that were renewed and still answer, for key rotation. */
@ApplicationScoped
public class SealedOldKeys extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedOldKeys() {}

    @Inject
    SealedOldKeys(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.RENEWED_KEY, "Enrolment", "id", "oldKeySealed");
    }
}
