package dev.countersign.confirmation;

import dev.countersign.token.SignedInUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;

/** Where a signed-in user begins a confirmation, a transaction each. */
@Stateless
public class ConfirmationDesk {

    @Inject
    private Confirmations confirmations;

    /**
     * Asks for the present factor.
     *
     * @param wanted id of the factor; empty for the default
     */
    public ConfirmationOutcome<ConfirmationView> begin(
            SignedInUser user, ConfirmationPurpose purpose, Optional<String> wanted) {
        return confirmations.begin(user, purpose, wanted);
    }
}
