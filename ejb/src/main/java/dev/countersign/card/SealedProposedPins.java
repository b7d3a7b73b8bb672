package dev.countersign.card;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The PINs that holders of cards have proposed and not yet used, for key rotation. */
@ApplicationScoped
public class SealedProposedPins extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedProposedPins() {}

    @Inject
    SealedProposedPins(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.CARD_NEW_PIN, "DisplayCard", "id", "nextPinSealed");
    }
}
