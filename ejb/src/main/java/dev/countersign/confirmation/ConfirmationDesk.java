package dev.countersign.confirmation;

import dev.countersign.sms.CodeDeliveries;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.token.SignedInUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Where a signed-in user begins a confirmation and sees what became of its SMS, a transaction each. */
@Stateless
public class ConfirmationDesk {

    @Inject
    private Confirmations confirmations;

    @Inject
    private ConfirmationStore store;

    @Inject
    private CodeDeliveries deliveries;

    @Inject
    private Clock clock;

    /**
     * Asks for the present factor.
     *
     * @param wanted id of the factor; empty for the default
     */
    public ConfirmationOutcome<ConfirmationView> begin(
            SignedInUser user, ConfirmationPurpose purpose, Optional<String> wanted) {
        return confirmations.begin(user, purpose, wanted);
    }

    /** How the SMS of a confirmation stands that waits for its code; empty for one of another session, whoever's it is. */
    public Optional<CodeDelivery> findDelivery(SignedInUser user, String id) {
        return store.find(id)
                .filter(confirmation -> confirmation.isOf(user) && confirmation.isOpen(clock.instant()))
                .flatMap(confirmation -> deliveries.find(confirmation.purpose().code(), id));
    }
}
