package dev.countersign.carrier;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The secrets of carriers, for key rotation. */
@ApplicationScoped
public class SealedCarrierSecrets extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedCarrierSecrets() {}

    @Inject
    SealedCarrierSecrets(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.CARRIER_SECRET, "CarrierSetup", "id", "secretsSealed");
    }
}
