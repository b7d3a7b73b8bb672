package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationOutcome.Unconfirmed;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Inheritance;
import dev.countersign.confirmation.Proof;
import dev.countersign.confirmation.ProvenFactor;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorKind;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.LoginMailboxes;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A signed-in user begins an activation and watches it. Each method is one transaction. */
@Stateless
public class ActivationDesk {

    private static final String TYPE = "ACTIVATION_BEGUN";

    private final SecureRandom random = new SecureRandom();

    @Inject
    private UserStore users;

    @Inject
    private ActivationStore activations;

    @Inject
    private OpenActivations open;

    @Inject
    private Confirmations confirmations;

    @Inject
    private Inheritance inheritance;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private LoginMailboxes mailboxes;

    @Inject
    private ActivationSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /**
     * Begins an activation; one that the user began before ends. Whoever logged in a moment ago with his factor has proven it; later,
     * or to have an active authenticator replaced, it takes a proof, or a login by what stands in for a lost phone.
     */
    public ActivationOutcome<BegunActivation> begin(SignedInUser caller, ActivationWish wish) {
        users.lockUser(caller.userId());
        return wish.proof()
                .map(proof -> beginProven(caller, proof))
                .orElseGet(() -> beginFresh(caller, wish.replacesLostPhone()));
    }

    private ActivationOutcome<BegunActivation> beginProven(SignedInUser caller, Proof proof) {
        ConfirmationOutcome<ProvenFactor> outcome =
                confirmations.consume(caller, ConfirmationPurpose.AUTHENTICATOR_CHANGE, proof);
        if (outcome instanceof ConfirmationOutcome.Granted<ProvenFactor> proven) {
            return new Granted<>(make(caller, Basis.proven(proven.value().weakUntil())));
        }
        return new Unconfirmed<>(((ConfirmationOutcome.Refused<ProvenFactor>) outcome).refusal());
    }

    private ActivationOutcome<BegunActivation> beginFresh(SignedInUser caller, boolean replacesLostPhone) {
        if (isFresh(caller) && (isByStandIn(caller) || !replacesLostPhone)) {
            boolean unproven = !confirmations.hasFactor(caller.userId());
            Optional<Instant> weakUntil = inheritance.weakUntil(caller.session());
            return confirmations
                    .beginUnproven(caller)
                    .<ActivationOutcome<BegunActivation>>map(Unconfirmed::new)
                    .orElseGet(() -> new Granted<>(make(caller, new Basis(replacesLostPhone, weakUntil, unproven))));
        }
        ActivationRefusal refusal = ActivationRefusal.of(Reason.CONFIRMATION_REQUIRED);
        repeated.record(AuditFact.byUser(
                caller.userId(), TYPE, refusal.reason().name(), refusal.reference(), caller.sessionId()));
        return new Refused<>(refusal);
    }

    /** The activation of this id, if it is the user's. Its end by the end of its session counts before anything has written it down. */
    public Optional<ActivationView> find(SignedInUser caller, UUID id) {
        return activations
                .findOwn(caller.userId(), id)
                .map(activation -> ActivationView.of(activation, clock.instant()));
    }

    /** The newest one of a user that is kept, for whoever helps him; empty if he has begun none of late. */
    public Optional<ActivationView> findNewest(long userId) {
        return activations.findNewest(userId).map(activation -> ActivationView.of(activation, clock.instant()));
    }

    /** The secrets once more, for the picture of the QR code; empty when the activation is not the user's, or over. */
    public Optional<BegunActivation> findOpen(SignedInUser caller, UUID id) {
        Instant now = clock.instant();
        return activations
                .findOwn(caller.userId(), id)
                .filter(activation -> activation.isOpen(now) && sessions.isGood(activation.sessionId()))
                .map(activation -> begun(activation, activation.secrets(secrets), now));
    }

    /** Gives it up; false if it is not the user's or over. */
    public boolean cancel(SignedInUser caller, UUID id) {
        users.lockUser(caller.userId());
        Optional<Activation> own =
                activations.findOwn(caller.userId(), id).filter(activation -> activation.isOpen(clock.instant()));
        own.ifPresent(activation -> {
            activation.expire();
            repeated.record(AuditFact.byUser(
                    caller.userId(), "ACTIVATION_CANCELLED", "OK", activation.reference(), id.toString()));
        });
        return own.isPresent();
    }

    private BegunActivation make(SignedInUser caller, Basis basis) {
        Instant now = clock.instant();
        User user = users.getUser(caller.userId());
        open.endAll(user.id());
        ActivationSecrets made = ActivationSecrets.make(random);
        Activation activation = new Activation(
                caller.userId(),
                caller.sessionId(),
                basis,
                made,
                secrets,
                settings.rules(jurisdictions.limits(user.jurisdiction())),
                now);
        activations.add(activation);
        audit.record(AuditFact.byUser(
                caller.userId(),
                TYPE,
                "OK",
                activation.reference(),
                activation.id().toString()));
        return begun(activation, made, now);
    }

    /** Whether the login itself is proof enough, also one by what stands in for a lost phone; who has no factor yet has nothing to prove. */
    private boolean isFresh(SignedInUser caller) {
        if (!confirmations.hasFactor(caller.userId())) {
            return true;
        }
        Instant signedIn = caller.session().createdAt();
        return (isProven(caller) || isByStandIn(caller))
                && clock.instant().isBefore(signedIn.plus(settings.freshLogin()));
    }

    /** A code that went to a mailbox as well opened the session, and makes no phone a factor for longer. */
    private boolean isProven(SignedInUser caller) {
        String factor = caller.session().factor();
        return Confirmations.isProof(factor)
                && (!factor.equals(FactorKind.SMS.name())
                        || mailboxes.find(users.getUser(caller.userId())).isEmpty());
    }

    /** One in whose place there is nothing better yet. */
    private boolean isByStandIn(SignedInUser caller) {
        return caller.session().isByStandIn() && sessions.isGood(caller.sessionId());
    }

    private static BegunActivation begun(Activation activation, ActivationSecrets made, Instant now) {
        return new BegunActivation(
                ActivationView.of(activation, now), made.code().grouped(), made.scanned());
    }
}
