package dev.countersign.card;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The PINs that came with display cards, for key rotation. */
@ApplicationScoped
public class SealedCardPins extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedCardPins() {}

    @Inject
    SealedCardPins(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.CARD_PIN, "DisplayCard", "id", "pinSealed");
    }
}
