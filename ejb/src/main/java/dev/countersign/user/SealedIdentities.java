package dev.countersign.user;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** What is known of persons, for key rotation. */
@ApplicationScoped
public class SealedIdentities extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedIdentities() {}

    @Inject
    SealedIdentities(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.USER_IDENTITY, "UserIdentity", "userId", "identitySealed");
    }
}
