package dev.countersign.push.webpush;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The private key of VAPID, for rotation of the data key over it; the pair itself stays. */
@ApplicationScoped
public class SealedVapidKey extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedVapidKey() {}

    @Inject
    SealedVapidKey(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.PUSH_SIGNING, "VapidKey", "keyId", "privateSealed");
    }
}
