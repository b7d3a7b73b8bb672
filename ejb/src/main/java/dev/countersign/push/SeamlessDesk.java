package dev.countersign.push;

import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.confirmation.ProvenFactor;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.OwnSettings;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Where a signed-in user says whether his logins ask his phone by a push; a transaction each. */
@Stateless
public class SeamlessDesk {

    @Inject
    private UserStore users;

    @Inject
    private OwnSettings settings;

    @Inject
    private Confirmations confirmations;

    @Inject
    private Authenticators authenticators;

    @Inject
    private PushRequests requests;

    /**
     * How it stands.
     *
     * @param enabled what the user wants
     * @param paused whether pushes to his phone are paused all the same, because the last ones were left unanswered
     */
    public record Seamless(boolean enabled, boolean paused) {}

    /** How it stands now. */
    public Seamless find(SignedInUser caller) {
        boolean paused = authenticators
                .findActive(caller.userId())
                .map(Enrolment::id)
                .filter(requests::isPaused)
                .isPresent();
        return new Seamless(users.getUser(caller.userId()).isSeamless(), paused);
    }

    /** Turns pushes on or off, once the present factor is proven. */
    public ConfirmationOutcome<Seamless> prefer(SignedInUser caller, boolean wanted, Proof proof) {
        ConfirmationOutcome<ProvenFactor> outcome =
                confirmations.consume(caller, ConfirmationPurpose.SEAMLESS_CHANGE, proof);
        if (outcome instanceof Refused<ProvenFactor> refused) {
            return new Refused<>(refused.refusal());
        }
        settings.preferSeamless(caller.userId(), wanted);
        return new Granted<>(find(caller));
    }
}
