package dev.countersign.cardorder;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The PINs of open orders, for key rotation. */
@ApplicationScoped
public class SealedOrderPins extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedOrderPins() {}

    @Inject
    SealedOrderPins(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.CARD_ORDER_PIN, "CardOrder", "id", "pinSealed");
    }
}
