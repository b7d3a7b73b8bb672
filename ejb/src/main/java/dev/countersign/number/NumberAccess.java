package dev.countersign.number;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.confirmation.ProvenFactor;
import dev.countersign.confirmation.SessionTries;
import dev.countersign.number.NumberOutcome.Unconfirmed;
import dev.countersign.number.NumberRefusal.Reason;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stands before each change of a user's numbers: is the number his, and, where he has a factor, did he prove it? Works inside
 * the caller's transaction, and locks the user's row first.
 */
@ApplicationScoped
class NumberAccess {

    @Inject
    private UserStore users;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SessionTries tries;

    @Inject
    private Confirmations confirmations;

    @Inject
    private NumberSettings settings;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /** What is done once it is allowed. */
    @FunctionalInterface
    interface Change<T> {
        NumberOutcome<T> make(MobileNumber number);
    }

    /** Locks the user's row and does the work, unless the user is locked out, or his session was ended meanwhile. */
    <T> NumberOutcome<T> begin(SignedInUser caller, String type, Function<User, NumberOutcome<T>> work) {
        User user = users.lockUser(caller.userId());
        Optional<Instant> until = tries.closedUntil(caller);
        if (user.isLocked()) {
            return refuse(caller, type, "", NumberRefusal.of(Reason.LOCKED));
        }
        Optional<ConfirmationRefusal> over = confirmations.findEnd(caller);
        if (over.isPresent()) {
            return new Unconfirmed<>(over.get());
        }
        if (until.isPresent()) {
            Duration wait = Duration.between(clock.instant(), until.get());
            return refuse(caller, type, "", NumberRefusal.of(Reason.LOCKED).withRetryAfter(wait));
        }
        return work.apply(user);
    }

    /** Counts a wrong confirm code with the wrong answers at logins. */
    void countWrongCode(SignedInUser caller, User user) {
        tries.failed(caller, user);
    }

    /** Makes the change to a number of the user's, if there is one of this id. */
    <T> NumberOutcome<T> toOwn(SignedInUser caller, String numberId, String type, Change<T> change) {
        return numbers.findOwn(caller.userId(), numberId)
                .map(change::make)
                .orElseGet(() -> refuse(caller, type, "", NumberRefusal.of(Reason.UNKNOWN_NUMBER)));
    }

    /** Makes the change once the present factor is proven; a user without any has nothing to prove, and one with his last codes has proven those. */
    <T> NumberOutcome<T> proven(
            SignedInUser caller, Optional<Proof> proof, String type, MobileNumber number, Change<T> change) {
        if (confirmations.hasNothingToProve(caller)) {
            return change.make(number);
        }
        if (proof.isEmpty()) {
            return refuse(caller, type, number.id(), NumberRefusal.of(Reason.CONFIRMATION_REQUIRED));
        }
        ConfirmationOutcome<ProvenFactor> outcome =
                confirmations.consume(caller, ConfirmationPurpose.NUMBER_CHANGE, proof.get());
        if (outcome instanceof ConfirmationOutcome.Refused<ProvenFactor> refused) {
            return new Unconfirmed<>(refused.refusal());
        }
        if (outcome instanceof ConfirmationOutcome.Granted<ProvenFactor> granted) {
            number.permit(granted.value().factor().kind(), clock.instant().plus(settings.permitLife()));
        }
        return change.make(number);
    }

    /** As {@link #proven}, but a proof that was given for this number a moment ago counts still. */
    <T> NumberOutcome<T> permitted(
            SignedInUser caller, Optional<Proof> proof, String type, MobileNumber number, Change<T> change) {
        Instant now = clock.instant();
        return number.isPermitted(settings.permitLife(), now)
                ? change.make(number)
                : proven(caller, proof, type, number, change);
    }

    <T> NumberOutcome<T> refuse(SignedInUser caller, String type, String numberId, NumberRefusal refusal) {
        repeated.refused(
                AuditFact.byUser(caller.userId(), type, refusal.reason().name(), refusal.reference(), numberId),
                refusal.triesLeft());
        return NumberOutcome.refused(refusal);
    }

    void record(SignedInUser caller, String type, String numberId) {
        audit.record(AuditFact.byUser(caller.userId(), type, "OK", Reference.next(), numberId));
    }
}
