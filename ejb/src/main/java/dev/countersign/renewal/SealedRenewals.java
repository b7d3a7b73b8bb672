package dev.countersign.renewal;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The secrets of renewals, for key rotation. */
@ApplicationScoped
public class SealedRenewals extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedRenewals() {}

    @Inject
    SealedRenewals(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.RENEWAL_SECRET, "Renewal", "enrolmentId", "secretSealed");
    }
}
