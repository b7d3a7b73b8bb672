package dev.countersign.token;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The private keys that sign tokens, for key rotation. */
@ApplicationScoped
public class SealedSigningKeys extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedSigningKeys() {}

    @Inject
    SealedSigningKeys(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.TOKEN_SIGNING, "SigningKey", "keyId", "privateSealed");
    }
}
