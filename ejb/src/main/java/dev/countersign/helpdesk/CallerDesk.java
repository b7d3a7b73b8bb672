package dev.countersign.helpdesk;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.helpdesk.CallOutcome.Done;
import dev.countersign.helpdesk.CallOutcome.Reason;
import dev.countersign.helpdesk.CallOutcome.Refused;
import dev.countersign.number.NumberHelpDesk;
import dev.countersign.number.NumberHelpDesk.Lifted;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.password.IssuedReset;
import dev.countersign.password.PasswordResets;
import dev.countersign.password.ResetOutcome;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserView;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/** What an operator does for a user on the telephone, once he has proven who he is. Each method is one transaction. */
@Stateless
public class CallerDesk {

    @Inject
    private CredentialDesk credentials;

    @Inject
    private IdentityChecks checks;

    @Inject
    private UserAdministration users;

    @Inject
    private PasswordResets resets;

    @Inject
    private AuthenticatorDesk authenticators;

    @Inject
    private FactorHelpDesk factors;

    @Inject
    private NumberHelpDesk numbers;

    @Inject
    private AuditLog audit;

    /** Ends the operator's lock and opens all lanes. */
    public CallOutcome<UserView> unlock(String userName, IdentityCheck check, String operator) {
        return proven(
                userName,
                "USER_UNLOCKED",
                check,
                operator,
                () -> users.unlock(userName, operator).orElseThrow());
    }

    /** Gives the operator a code for a forgotten password. */
    public CallOutcome<ResetOutcome<IssuedReset>> issueReset(String userName, IdentityCheck check, String operator) {
        return proven(userName, "PASSWORD_RESET_ISSUED", check, operator, () -> resets.issue(userName, operator));
    }

    /** Ends the user's authenticator, as after a lost phone; false if he has none. */
    public CallOutcome<Boolean> endAuthenticator(String userName, IdentityCheck check, String operator) {
        return proven(
                userName, "AUTHENTICATOR_REVOKED", check, operator, () -> authenticators.revoke(userName, operator));
    }

    /** Has a factor end as lost, also the last one; false if the user has no such factor that can end. */
    public CallOutcome<Boolean> endFactor(String userName, String id, IdentityCheck check, String operator) {
        return proven(userName, "FACTOR_ENDED", check, operator, () -> factors.end(userName, id, operator));
    }

    /** Lifts pause and limits of the user's verified numbers, once a case. */
    public CallOutcome<Lifted> liftSmsLimits(String userName, IdentityCheck check, String operator) {
        return proven(
                userName,
                "SMS_LIMITS_LIFTED",
                check,
                operator,
                () -> numbers.liftSmsLimits(userName, check.helpDeskCase(), operator)
                        .orElseThrow());
    }

    private <T> CallOutcome<T> proven(
            String userName, String type, IdentityCheck check, String operator, Supplier<T> action) {
        Optional<Long> userId = credentials.findCredentials(userName).map(Credentials::userId);
        if (userId.isEmpty()) {
            return new Refused<>(Reason.UNKNOWN_USER);
        }
        if (!check.isPassed()) {
            checks.keep(userId.get(), check, operator);
            audit.record(AuditFact.byOperator(operator, userId.get(), type, Reason.IDENTITY_UNPROVEN.name()));
            return new Refused<>(Reason.IDENTITY_UNPROVEN);
        }
        // First the action: it begins with the locks of all whom it concerns, in their order.
        T done = action.get();
        checks.keep(userId.get(), check, operator);
        return new Done<>(done);
    }
}
