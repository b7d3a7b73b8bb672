package dev.countersign.cardorder;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The addresses of open orders, for key rotation. */
@ApplicationScoped
public class SealedOrderAddresses extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedOrderAddresses() {}

    @Inject
    SealedOrderAddresses(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.CARD_ORDER_ADDRESS, "CardOrder", "id", "addressSealed");
    }
}
