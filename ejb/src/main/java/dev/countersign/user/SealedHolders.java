package dev.countersign.user;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** Whose accounts users act for, for key rotation. */
@ApplicationScoped
public class SealedHolders extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedHolders() {}

    @Inject
    SealedHolders(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.ACCOUNT_HOLDER, "UserHolder", "userId", "holderSealed");
    }
}
