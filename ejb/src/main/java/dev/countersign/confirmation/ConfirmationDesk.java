package dev.countersign.confirmation;

import dev.countersign.token.SignedInUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Where a signed-in user begins a confirmation, a transaction each. */
@Stateless
public class ConfirmationDesk {

    @Inject
    private Confirmations confirmations;

    /** Sends the code of a confirmation. */
    public ConfirmationOutcome<ConfirmationView> begin(SignedInUser user, ConfirmationPurpose purpose) {
        return confirmations.begin(user, purpose);
    }
}
