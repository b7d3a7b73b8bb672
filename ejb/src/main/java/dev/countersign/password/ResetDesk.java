package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.lockout.Lockout;
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
import java.time.Duration;
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
    private Lockout lockout;

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
        ResetCode code = ResetCode.next(random);
        PasswordReset reset = new PasswordReset(
                userId,
                code,
                secrets,
                settings.rules(jurisdictions.limits(user.get().jurisdiction())),
                clock.instant());
        Optional<PasswordRefusal> obstacle = obstacle(user.get(), reset);
        if (obstacle.isPresent()) {
            PasswordRefusal refusal = obstacle.get();
            audit.record(AuditFact.byOperator(
                    operator, userId, "PASSWORD_RESET_ISSUED", refusal.reason().name(), refusal.reference()));
            return new Refused<>(refusal);
        }
        open.endAll(userId);
        resets.add(reset);
        audit.record(AuditFact.byOperator(operator, userId, "PASSWORD_RESET_ISSUED", "OK", reset.id()));
        return new Granted<>(new IssuedReset(code, reset.expiresAt()));
    }

    /** Why the user could do nothing with a code: he is locked, too many answers of his factor were wrong, or none of those that he had is left. */
    private Optional<PasswordRefusal> obstacle(User user, PasswordReset reset) {
        if (user.isLocked()) {
            return Optional.of(PasswordRefusal.of(Reason.LOCKED, Reference.next()));
        }
        if (!factors.canHelp(user.id())) {
            return Optional.of(PasswordRefusal.of(Reason.NO_FACTOR, Reference.next()));
        }
        return lockout.lockedUntil(reset.lane())
                .map(until -> PasswordRefusal.of(Reason.LOCKED, Reference.next())
                        .withRetryAfter(Duration.between(clock.instant(), until)));
    }
}
