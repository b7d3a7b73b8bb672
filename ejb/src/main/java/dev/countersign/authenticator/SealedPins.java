package dev.countersign.authenticator;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The PIN hashes of phones, for key rotation. */
@ApplicationScoped
public class SealedPins extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedPins() {}

    @Inject
    SealedPins(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.AUTHENTICATOR_PIN, "Installation", "id", "pinSealed");
    }
}
