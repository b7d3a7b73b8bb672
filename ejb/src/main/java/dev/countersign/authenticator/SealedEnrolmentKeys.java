package dev.countersign.authenticator;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The keys of authenticators, for key rotation. */
@ApplicationScoped
public class SealedEnrolmentKeys extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedEnrolmentKeys() {}

    @Inject
    SealedEnrolmentKeys(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.AUTHENTICATOR_KEY, "Enrolment", "id", "keysSealed");
    }
}
