package dev.countersign.push;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** Where phones are reached, for key rotation. */
@ApplicationScoped
public class SealedPushAddresses extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedPushAddresses() {}

    @Inject
    SealedPushAddresses(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.PUSH_ADDRESS, "PushDevice", "installationId", "addressSealed");
    }
}
