package dev.countersign.activation;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.RepeatedFacts;
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
 * Says why a step of an activation is not taken. Wrong tokens and PINs count with the wrong answers at logins of the user who is being
 * activated: whoever guesses has one count for all. Works inside the caller's transaction, which holds the user's row.
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
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    private Optional<Refusal> locked(User user, Activation activation) {
        lockout.takeTurn(laneOf(user, activation));
        Optional<Instant> until = lockout.lockedUntil(laneOf(user, activation));
        return user.isLocked() || until.isPresent()
                ? Optional.of(Refusal.locked(until, clock.instant()))
                : Optional.empty();
    }

    /**
     * The refusal of a step for an account that can only be read, as that of its login: what is made now would open the account once it lives
     * again.
     *
     * @param type of the step, for the audit
     * @param id of the activation, or empty
     */
    Optional<Refusal> readOnly(User user, String type, String id) {
        return Optional.of(Refusal.portalOnly())
                .filter(refusal -> user.account().isReadOnly())
                .map(refusal -> recorded(user, type, refusal, id));
    }

    private Refusal recorded(User user, String type, Refusal refusal, String id) {
        repeated.record(AuditFact.byUser(user.id(), type, refusal.reason().name(), refusal.reference(), id));
        return refusal;
    }

    /** Why a step of an activation is not taken, whatever is in it: the user is locked out, or his account can only be read. */
    Optional<Refusal> closed(User user, Activation activation, String type) {
        String id = activation.id().toString();
        return locked(user, activation)
                .map(refusal -> recorded(user, type, refusal, id))
                .or(() -> readOnly(user, type, id));
    }

    /** Refuses a step in the words of its move, and records that: what cost neither a try nor the activation once an hour, and counted then. */
    <T> ActivationOutcome<T> refuse(Activation activation, String type, ActivationRefusal why) {
        ActivationRefusal refusal = why.ofMove(activation.move().kind());
        repeated.refused(fact(activation, type, refusal), refusal.triesLeft());
        return new ActivationOutcome.Refused<>(refusal);
    }

    /** Refuses a step, and ends the activation with it: each is an entry of the audit. */
    <T> ActivationOutcome<T> burn(Activation activation, String type, ActivationRefusal why) {
        activation.burn(why.reason());
        ActivationRefusal refusal = why.ofMove(activation.move().kind());
        audit.record(fact(activation, type, refusal));
        return new ActivationOutcome.Refused<>(refusal);
    }

    private static AuditFact fact(Activation activation, String type, ActivationRefusal refusal) {
        return AuditFact.byUser(
                activation.userId(),
                type,
                refusal.reason().name(),
                refusal.reference(),
                activation.id().toString());
    }

    void count(User user, Activation activation) {
        if (lockout.factorFailed(laneOf(user, activation), jurisdictions.limits(user.jurisdiction()))) {
            audit.record(AuditFact.ofClosedLane(
                    user.id(),
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
