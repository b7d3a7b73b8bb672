package dev.countersign.diagnosis;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.diagnosis.UserDiagnosis.SeenUser;
import dev.countersign.factor.FactorDesk;
import dev.countersign.history.LoginHistory;
import dev.countersign.push.PushRepairs;
import dev.countersign.push.TestOutcome;
import dev.countersign.push.TestOutcome.Obstacle;
import dev.countersign.text.ReaderLanguage;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.HelpDeskCase;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * What somebody of the help desk sees and tries for a user with a case: the parts are those that the user is shown himself. Each method is
 * one transaction.
 */
@Stateless
public class AgentDesk {

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private FactorDesk factors;

    @Inject
    private LoginHistory history;

    @Inject
    private NotificationDiagnosisDesk notifications;

    @Inject
    private SmsDiagnosisDesk messages;

    @Inject
    private DiagnosisDesk activations;

    @Inject
    private CardDiagnosisDesk cards;

    @Inject
    private Authenticators authenticators;

    @Inject
    private PushRepairs repairs;

    @Inject
    private AuditLog audit;

    /** Changes nothing, but the look stands in the audit; empty if there is no such user. */
    public Optional<UserDiagnosis> look(String userName, HelpDeskCase helpDeskCase, String operator) {
        return findUser(userName).map(user -> look(user, helpDeskCase, operator));
    }

    /**
     * Has a test notification sent to the phone that the user's authenticator is on, in his language; its limits are those of the
     * user's own tests. Empty if there is no such user, or he has no active authenticator.
     */
    public Optional<TestOutcome> testNotification(String userName, String operator) {
        return findUser(userName)
                .flatMap(user -> authenticators
                        .findActive(user.id())
                        .filter(Enrolment::isActive)
                        .map(enrolment -> test(user, enrolment, operator)));
    }

    private UserDiagnosis look(User user, HelpDeskCase helpDeskCase, String operator) {
        AuditFact look = AuditFact.byOperator(operator, user.id(), "DIAGNOSIS_READ", "OK", helpDeskCase.id());
        audit.record(look);
        Reference reference = look.reference();
        return new UserDiagnosis(
                new SeenUser(
                        user.userName(),
                        user.language(),
                        user.jurisdiction(),
                        user.account(),
                        user.isLocked(),
                        user.isSeamless()),
                factors.list(user.id()),
                history.listOf(user.id()),
                notifications.look(user.id(), reference),
                messages.look(user.id(), reference),
                activations.look(user.id(), reference),
                cards.look(user.id(), reference),
                reference);
    }

    private TestOutcome test(User user, Enrolment enrolment, String operator) {
        TestOutcome outcome = repairs.test(enrolment.installationId(), ReaderLanguage.orEnglish(user.language()));
        audit.record(AuditFact.byOperator(
                operator,
                user.id(),
                "NOTIFICATION_TESTED",
                outcome.obstacle().map(Obstacle::name).orElse("OK")));
        return outcome;
    }

    private Optional<User> findUser(String userName) {
        return credentials.findCredentials(userName).map(Credentials::userId).map(users::getUser);
    }
}
