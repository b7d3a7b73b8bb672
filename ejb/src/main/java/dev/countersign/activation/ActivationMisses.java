package dev.countersign.activation;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.login.Refusal;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts wrong tokens and PINs of activations with the wrong answers at logins of the user who is being activated: whoever guesses has
 * one count for all. Works inside the caller's transaction, which holds the user's row.
 */
@ApplicationScoped
class ActivationMisses {

    @Inject
    private Lockout lockout;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** The refusal while the user is locked out; nothing is looked at then. */
    Optional<Refusal> locked(User user, Activation activation) {
        Optional<Instant> until = lockout.lockedUntil(laneOf(user, activation));
        return user.isLocked() || until.isPresent()
                ? Optional.of(Refusal.locked(until, clock.instant()))
                : Optional.empty();
    }

    void count(User user, Activation activation) {
        lockout.factorFailed(laneOf(user, activation), jurisdictions.limits(user.jurisdiction()));
        if (lockout.lockedUntil(laneOf(user, activation)).isPresent()) {
            audit.record(AuditFact.byUser(
                    user.id(),
                    "LOGIN_LANE_CLOSED",
                    "ACTIVATION",
                    activation.reference(),
                    activation.id().toString()));
        }
    }

    /**
     * A phone that is being activated is no recognised device. The session of the portal that began it is a lane of its own, because
     * strangers can close the other one.
     */
    private static Lane laneOf(User user, Activation activation) {
        return Lane.ofUser(user.id(), activation.sessionId());
    }
}
