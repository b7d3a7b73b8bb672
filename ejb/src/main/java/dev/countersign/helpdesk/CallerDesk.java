package dev.countersign.helpdesk;

import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.diagnosis.AgentDesk;
import dev.countersign.factor.FactorEnd;
import dev.countersign.helpdesk.CallOutcome.Reason;
import dev.countersign.helpdesk.CallOutcome.Refused;
import dev.countersign.number.NumberHelpDesk;
import dev.countersign.number.NumberHelpDesk.Lifting;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.password.IssuedReset;
import dev.countersign.password.ResetDesk;
import dev.countersign.password.ResetOutcome;
import dev.countersign.push.TestOutcome;
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
    private ProvenCalls calls;

    @Inject
    private UserAdministration users;

    @Inject
    private ResetDesk resets;

    @Inject
    private AuthenticatorDesk authenticators;

    @Inject
    private FactorHelpDesk factors;

    @Inject
    private NumberHelpDesk numbers;

    @Inject
    private AgentDesk agents;

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

    /**
     * Ends the user's authenticator; false if he has none.
     *
     * @param how {@link FactorEnd#LOST} where somebody may have found the phone, who would get messages to it as well
     */
    public CallOutcome<Boolean> endAuthenticator(String userName, FactorEnd how, IdentityCheck check, String operator) {
        return proven(userName, "AUTHENTICATOR_REVOKED", check, operator, () -> {
            boolean ended = authenticators.revoke(userName, operator);
            if (ended && how == FactorEnd.LOST) {
                factors.losePhone(userName, operator);
            }
            return ended;
        });
    }

    /** Has a factor end in the same way, also the last one; false if the user has no such factor that can end. */
    public CallOutcome<Boolean> endFactor(
            String userName, String id, FactorEnd how, IdentityCheck check, String operator) {
        return proven(userName, "FACTOR_ENDED", check, operator, () -> factors.end(userName, id, how, operator));
    }

    /** Lifts pause and limits of the user's verified numbers, once a case. */
    public CallOutcome<Lifting> liftSmsLimits(String userName, IdentityCheck check, String operator) {
        return proven(
                userName,
                "SMS_LIMITS_LIFTED",
                check,
                operator,
                () -> numbers.liftSmsLimits(userName, check.helpDeskCase(), operator)
                        .orElseThrow());
    }

    /** Has a test notification sent to the user's phone; empty if he has no active authenticator. */
    public CallOutcome<Optional<TestOutcome>> testNotification(String userName, IdentityCheck check, String operator) {
        return proven(
                userName, "NOTIFICATION_TESTED", check, operator, () -> agents.testNotification(userName, operator));
    }

    private <T> CallOutcome<T> proven(
            String userName, String type, IdentityCheck check, String operator, Supplier<T> action) {
        return credentials
                .findCredentials(userName)
                .map(Credentials::userId)
                .map(userId -> calls.make(userId, type, Optional.of(check), operator, action))
                .orElseGet(() -> Refused.of(Reason.UNKNOWN_USER));
    }
}
