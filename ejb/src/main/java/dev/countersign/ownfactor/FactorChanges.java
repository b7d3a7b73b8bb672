package dev.countersign.ownfactor;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Inheritance;
import dev.countersign.confirmation.Proof;
import dev.countersign.confirmation.ProvenFactor;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.ownfactor.FactorOutcome.Granted;
import dev.countersign.ownfactor.FactorOutcome.Refused;
import dev.countersign.ownfactor.FactorOutcome.Unconfirmed;
import dev.countersign.ownfactor.FactorRefusal.Reason;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Limits;
import dev.countersign.policy.Rule;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The frame of all that signed-in users change of their factors: the present factor is proven, each step is in the audit log, and the
 * user is told. Works inside the caller's transaction, which holds the user's row.
 */
@ApplicationScoped
public class FactorChanges {

    @Inject
    private Factors factors;

    @Inject
    private FactorEnds ends;

    @Inject
    private Confirmations confirmations;

    @Inject
    private Inheritance inheritance;

    @Inject
    private UserStore users;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    /** Makes a change once the present factor is proven; a user without any has nothing to prove, and one with his last codes has proven those. */
    public <T> FactorOutcome<T> proven(
            SignedInUser caller, String type, Optional<Proof> proof, Supplier<FactorOutcome<T>> change) {
        return provenFor(caller, type, proof, weakUntil -> change.get());
    }

    /**
     * Adds a factor once the present one is proven; a user without any has nothing to prove.
     *
     * @param change is told until when the new one counts as an SMS; empty where it never does
     */
    public <T> FactorOutcome<T> provenFor(
            SignedInUser caller,
            String type,
            Optional<Proof> proof,
            Function<Optional<Instant>, FactorOutcome<T>> change) {
        if (!confirmations.hasFactor(caller.userId())) {
            return unproven(caller, () -> change.apply(Optional.empty()));
        }
        if (confirmations.isByLastCodes(caller)) {
            return unproven(caller, () -> change.apply(inheritance.weakUntil(caller.session())));
        }
        if (proof.isEmpty()) {
            return refuse(caller, type, Reason.CONFIRMATION_REQUIRED);
        }
        ConfirmationOutcome<ProvenFactor> outcome =
                confirmations.consume(caller, ConfirmationPurpose.FACTOR_CHANGE, proof.get());
        return outcome instanceof ConfirmationOutcome.Granted<ProvenFactor> granted
                ? change.apply(granted.value().weakUntil())
                : new Unconfirmed<>(((ConfirmationOutcome.Refused<ProvenFactor>) outcome).refusal());
    }

    /** Makes a change that needs no proof, unless too many were made in the session of late. */
    public <T> FactorOutcome<T> unproven(SignedInUser caller, Supplier<FactorOutcome<T>> change) {
        return confirmations
                .beginUnproven(caller)
                .<FactorOutcome<T>>map(Unconfirmed::new)
                .orElseGet(change);
    }

    /**
     * Has a factor end once the present one is proven, unless the user could not log in without it, or his jurisdiction wants it to
     * stay; yields what is left. After a loss the user's other sessions end, because one of them may be the finder's, and where it may be
     * his phone no message to it opens a login; after a removal those that a factor of its kind opened.
     */
    public FactorOutcome<List<OwnedFactor>> end(
            SignedInUser caller, OwnedFactor factor, FactorEnd how, Optional<Proof> proof) {
        String type = factor.kind().name();
        Optional<Reason> obstacle = findObstacle(caller.userId(), factor, how);
        if (obstacle.isPresent()) {
            return refuse(caller, type, obstacle.get());
        }
        return proven(caller, type, proof, () -> {
            ends.end(caller.userId(), factor, how);
            if (how == FactorEnd.LOST && factor.kind().isInPhone()) {
                ends.losePhone(caller.userId());
                record(caller, "PHONE_LOST", type, factor.ref().id());
            }
            if (how == FactorEnd.LOST) {
                sessions.endAllBut(caller.userId(), caller.sessionId());
            } else {
                sessions.endOpenedBy(caller.userId(), factor.kind(), caller.sessionId());
            }
            recordChange(caller, type, how.name(), factor.ref().id());
            return new Granted<>(factors.listUsable(caller.userId()));
        });
    }

    /** Whether a step that needs no proof takes effect still: its session was not ended, and its user not locked, while it waited for his row. */
    public boolean isOpen(SignedInUser caller) {
        return confirmations.isOpen(caller);
    }

    /** Why a factor has to stay; empty where it may go. */
    public Optional<Reason> findObstacle(long userId, OwnedFactor factor, FactorEnd how) {
        if (factor.kind().isReserve()) {
            return Optional.empty();
        }
        if (!factors.hasBeside(userId, factor.ref(), how)) {
            return Optional.of(Reason.LAST_FACTOR);
        }
        Limits limits = jurisdictions.limits(users.getUser(userId).jurisdiction());
        return limits.count(Rule.LAST_PERMANENT_STAYS) > 0
                        && factor.kind().isPermanent()
                        && !factors.hasPermanentBeside(userId, factor.ref())
                ? Optional.of(Reason.LAST_PERMANENT)
                : Optional.empty();
    }

    /** Refuses a step that cost no try. */
    public <T> FactorOutcome<T> refuse(SignedInUser caller, String type, Reason reason) {
        Reference reference = Reference.next();
        repeated.record(AuditFact.byUser(caller.userId(), type, reason.name(), reference, caller.sessionId()));
        return new Refused<>(new FactorRefusal(reason, reference));
    }

    public void record(SignedInUser caller, String type, String reason, String id) {
        audit.record(fact(caller, type, reason, id));
    }

    /** Records a step that costs its user nothing, or counts it: it may come without end. */
    public void recordOrCount(SignedInUser caller, String type, String reason, String id) {
        repeated.record(fact(caller, type, reason, id));
    }

    private static AuditFact fact(SignedInUser caller, String type, String reason, String id) {
        return AuditFact.byUser(caller.userId(), type, reason, Reference.next(), id);
    }

    /** Records what the user has to hear of: he can log in with something else from now on. */
    public void recordChange(SignedInUser caller, String type, String reason, String id) {
        record(caller, type, reason, id);
        events.fire(SecurityEvent.of(caller.userId(), SecurityEvent.Kind.FACTORS_CHANGED));
    }
}
