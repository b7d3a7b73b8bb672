package dev.countersign.passcode;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.helpdesk.IdentityCheck;
import dev.countersign.helpdesk.IdentityChecks;
import dev.countersign.passcode.PasscodeOutcome.Granted;
import dev.countersign.passcode.PasscodeOutcome.Refused;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Where operators issue temporary passcodes to users on the telephone. Each method is one transaction. */
@Stateless
public class PasscodeDesk {

    private static final String TYPE = "TEMPORARY_PASSCODE";

    private final SecureRandom random = new SecureRandom();

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private PasscodeStore passcodes;

    @Inject
    private IdentityChecks checks;

    @Inject
    private PasscodeSettings settings;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Secrets secrets;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Event<FactorEnded> ended;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /**
     * Issues a passcode after a check of the caller's identity, which is kept whatever comes of it. One that the user still has opens
     * nothing any more, and the sessions that it opened end.
     */
    public PasscodeOutcome<IssuedPasscode> issue(String userName, IdentityCheck check, String operator) {
        Optional<User> user = lock(userName);
        if (user.isEmpty()) {
            return new Refused<>(PasscodeRefusal.UNKNOWN_USER, Reference.next());
        }
        Instant now = clock.instant();
        String checkId = checks.keep(user.get().id(), check, operator);
        if (user.get().isLocked()) {
            return refuse(user.get(), PasscodeRefusal.LOCKED, operator);
        }
        if (!check.isPassed()) {
            return refuse(user.get(), PasscodeRefusal.IDENTITY_UNPROVEN, operator);
        }
        Optional<TemporaryPasscode> last = passcodes.findLast(user.get().id());
        if (last.filter(before -> now.isBefore(before.limitedUntil())).isPresent()
                && !takePermit(user.get(), operator, now)) {
            return refuse(user.get(), PasscodeRefusal.SUPERVISOR_NEEDED, operator);
        }
        last.ifPresent(before -> end(user.get(), before, now));
        return new Granted<>(issue(user.get(), checkId, operator, now));
    }

    /** Lets another operator issue one more passcode to the user, once and soon; tells until when. */
    public PasscodeOutcome<Instant> permit(String userName, String operator) {
        Optional<User> user = lock(userName);
        if (user.isEmpty()) {
            return new Refused<>(PasscodeRefusal.UNKNOWN_USER, Reference.next());
        }
        Instant now = clock.instant();
        PasscodePermit permit = new PasscodePermit(user.get().id(), operator, now, now.plus(settings.permitLife()));
        passcodes.add(permit);
        record(user.get(), "PERMITTED", operator);
        return new Granted<>(permit.expiresAt());
    }

    private IssuedPasscode issue(User user, String checkId, String operator, Instant now) {
        PasscodeValue value = PasscodeValue.next(random);
        TemporaryPasscode passcode = new TemporaryPasscode(user.id(), checkId, value, secrets, settings.terms(), now);
        passcodes.add(passcode);
        audit.record(AuditFact.byOperator(
                operator, user.id(), TYPE, "ISSUED", passcode.ref().id()));
        events.fire(SecurityEvent.of(user.id(), SecurityEvent.Kind.TEMPORARY_PASSCODE));
        return new IssuedPasscode(value, passcode.fullUntil(), passcode.limitedUntil());
    }

    private void end(User user, TemporaryPasscode before, Instant now) {
        before.end(now);
        ended.fire(new FactorEnded(user.id(), before.ref()));
        sessions.endOpenedBy(user.id(), FactorKind.TEMPORARY_PASSCODE, "");
    }

    private boolean takePermit(User user, String operator, Instant now) {
        Optional<PasscodePermit> permit = passcodes.listPermits(user.id()).stream()
                .filter(known -> known.isFor(operator, now))
                .findFirst();
        permit.ifPresent(known -> known.use(now));
        return permit.isPresent();
    }

    private Optional<User> lock(String userName) {
        return credentials.findCredentials(userName).map(Credentials::userId).map(users::lockUser);
    }

    private <T> PasscodeOutcome<T> refuse(User user, PasscodeRefusal refusal, String operator) {
        Reference reference = Reference.next();
        audit.record(AuditFact.byOperator(operator, user.id(), TYPE, refusal.name(), reference));
        return new Refused<>(refusal, reference);
    }

    private void record(User user, String reason, String operator) {
        audit.record(AuditFact.byOperator(operator, user.id(), TYPE, reason));
    }
}
