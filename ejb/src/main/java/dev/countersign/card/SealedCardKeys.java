package dev.countersign.card;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The keys of display cards, for key rotation. */
@ApplicationScoped
public class SealedCardKeys extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedCardKeys() {}

    @Inject
    SealedCardKeys(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.CARD_KEY, "DisplayCard", "id", "keySealed");
    }
}
