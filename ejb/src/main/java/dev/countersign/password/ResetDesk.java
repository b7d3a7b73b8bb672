package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.password.ResetOutcome.Granted;
import dev.countersign.password.ResetOutcome.Refused;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Where operators get reset codes for users who forgot their passwords, a transaction each. */
@Stateless
public class ResetDesk {

    private final SecureRandom random = new SecureRandom();

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private ResetStore resets;

    @Inject
    private OpenResets open;

    @Inject
    private ResetFactors factors;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private ResetSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Gives the operator a code for the user, whose identity he has checked; a code given before opens nothing more. */
    public ResetOutcome<IssuedReset> issue(String userName, String operator) {
        Optional<User> user =
                credentials.findCredentials(userName).map(Credentials::userId).map(users::lockUser);
        if (user.isEmpty()) {
            return new Refused<>(PasswordRefusal.of(Reason.UNKNOWN_USER, Reference.next()));
        }
        long userId = user.get().id();
        if (user.get().isLocked() || !factors.hasAny(userId)) {
            PasswordRefusal refusal =
                    PasswordRefusal.of(user.get().isLocked() ? Reason.LOCKED : Reason.NO_FACTOR, Reference.next());
            audit.record(AuditFact.byOperator(
                    operator, userId, "PASSWORD_RESET_ISSUED", refusal.reason().name(), refusal.reference()));
            return new Refused<>(refusal);
        }
        open.endAll(userId);
        ResetCode code = ResetCode.next(random);
        PasswordReset reset = new PasswordReset(
                userId,
                code,
                secrets,
                settings.rules(jurisdictions.limits(user.get().jurisdiction())),
                clock.instant());
        resets.add(reset);
        audit.record(AuditFact.byOperator(operator, userId, "PASSWORD_RESET_ISSUED", "OK", reset.id()));
        return new Granted<>(new IssuedReset(code, reset.expiresAt()));
    }
}
