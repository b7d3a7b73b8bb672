package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.confirmation.ProvenFactor;
import dev.countersign.confirmation.SessionTries;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.password.PasswordOutcome.Unconfirmed;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The decisions about a changed password, a transaction each that holds the user's row. */
@Stateless
public class PasswordDesk {

    private static final String TYPE = "PASSWORD_CHANGE";

    @Inject
    private UserStore users;

    @Inject
    private Confirmations confirmations;

    @Inject
    private NewPasswords passwords;

    @Inject
    private SessionTries tries;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Clock clock;

    /** Why the old password is not even looked at; empty when it is. */
    public Optional<PasswordOutcome> findObstacle(SignedInUser caller, Optional<Proof> proof) {
        return obstacle(caller, users.lockUser(caller.userId())).or(() -> unproven(caller, proof));
    }

    /** Counts a wrong old password; a try that comes after the last one allowed gets no verdict. */
    public PasswordOutcome refuseOldPassword(SignedInUser caller) {
        User user = users.lockUser(caller.userId());
        return obstacle(caller, user).orElseGet(() -> {
            tries.failed(caller, user);
            return refuse(caller, refusal(Reason.OLD_PASSWORD_WRONG), audit::record);
        });
    }

    /**
     * Takes the confirmation and puts the new password in force; who never had a factor has nothing to prove. The old one was right for the
     * credentials a moment ago.
     */
    public PasswordOutcome change(SignedInUser caller, PasswordChange change, Credentials checked, String newPhc) {
        User user = users.lockUser(caller.userId());
        return obstacle(caller, user).or(() -> unproven(caller, change.proof())).orElseGet(() -> {
            if (!user.hasPasswordOf(checked)) {
                return refuse(caller, refusal(Reason.OLD_PASSWORD_WRONG));
            }
            if (!confirmations.hasFactor(user.id())) {
                return inForce(caller, user, newPhc, Optional.empty());
            }
            ConfirmationOutcome<ProvenFactor> proof = confirmations.consume(
                    caller, ConfirmationPurpose.PASSWORD_CHANGE, change.proof().orElseThrow());
            if (proof instanceof Refused<ProvenFactor> refused) {
                return new Unconfirmed(refused.refusal());
            }
            ProvenFactor proven = ((Granted<ProvenFactor>) proof).value();
            return inForce(caller, user, newPhc, proven.factor().kind().channel());
        });
    }

    private PasswordOutcome inForce(SignedInUser caller, User user, String newPhc, Optional<Channel> by) {
        passwords.putInForce(user, newPhc, TYPE, caller.sessionId());
        events.fire(
                SecurityEvent.of(user.id(), SecurityEvent.Kind.PASSWORD_CHANGED).by(by));
        return new Changed();
    }

    private Optional<PasswordOutcome> unproven(SignedInUser caller, Optional<Proof> proof) {
        return proof.isPresent() || !confirmations.hasFactor(caller.userId())
                ? Optional.empty()
                : Optional.of(refuse(caller, refusal(Reason.CONFIRMATION_REQUIRED)));
    }

    private Optional<PasswordOutcome> obstacle(SignedInUser caller, User user) {
        if (user.isLocked()) {
            return Optional.of(refuse(caller, refusal(Reason.LOCKED)));
        }
        // A session that was ended while the call waited for the user's row tells no verdict, and costs nothing.
        return confirmations
                .findEnd(caller)
                .<PasswordOutcome>map(Unconfirmed::new)
                .or(() -> tries.closedUntil(caller).map(until -> {
                    Instant now = clock.instant();
                    return refuse(caller, refusal(Reason.LOCKED).withRetryAfter(Duration.between(now, until)));
                }));
    }

    private static PasswordRefusal refusal(Reason reason) {
        return PasswordRefusal.of(reason, Reference.next());
    }

    /** It cost no try. */
    private PasswordOutcome refuse(SignedInUser caller, PasswordRefusal refusal) {
        return refuse(caller, refusal, repeated::record);
    }

    private static PasswordOutcome refuse(SignedInUser caller, PasswordRefusal refusal, Consumer<AuditFact> record) {
        record.accept(AuditFact.byUser(
                caller.userId(), TYPE, refusal.reason().name(), refusal.reference(), caller.sessionId()));
        return new PasswordOutcome.Refused(refusal);
    }
}
