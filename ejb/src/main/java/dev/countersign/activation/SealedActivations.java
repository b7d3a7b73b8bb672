package dev.countersign.activation;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The secrets of activations, for key rotation. */
@ApplicationScoped
public class SealedActivations extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedActivations() {}

    @Inject
    SealedActivations(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.ACTIVATION_SECRET, "Activation", "id", "secretsSealed");
    }
}
