package dev.countersign.diagnosis;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.login.AskedLogin;
import dev.countersign.login.AskedLogins;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.push.PushRepairs;
import dev.countersign.token.SignedInUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells why notifications do not come, and does what the server can do about it, for those alone who may know: verdicts tell of factors.
 * Each method is one transaction.
 */
@Stateless
public class NotificationDiagnosisDesk {

    @Inject
    private NotificationSigns signs;

    @Inject
    private AskedLogins logins;

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private Authenticators authenticators;

    @Inject
    private PushRepairs repairs;

    @Inject
    private DiagnosisSettings settings;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /**
     * A verdict, what it is based on and what is asked next.
     *
     * @param reference finds the audit entry
     */
    public record Diagnosis(NotificationFinding finding, NotificationEvidence evidence, Reference reference) {}

    /** What a diagnosis would say to whoever has the secret of a login that waits for its second factor. Changes nothing. */
    public LoginOutcome<Diagnosis> look(String login, String secret) {
        return ofLogin(
                login, secret, asked -> look(NotificationAsker.LOGIN, asked.userId(), Optional.of(asked), Map.of()));
    }

    /** For whoever has the secret of a login that waits for its second factor. */
    public LoginOutcome<Diagnosis> diagnose(String login, String secret, Map<NotificationQuestion, Boolean> answers) {
        return ofLogin(
                login, secret, asked -> diagnose(NotificationAsker.LOGIN, asked.userId(), Optional.of(asked), answers));
    }

    /** For a signed-in user. */
    public Diagnosis diagnose(SignedInUser caller, Map<NotificationQuestion, Boolean> answers) {
        return diagnose(NotificationAsker.SESSION, caller.userId(), newestLogin(caller.userId()), answers);
    }

    /**
     * For the app of an active authenticator.
     *
     * @return empty if no installation has this id and this token, or the enrolment is not active on it
     */
    public Optional<Diagnosis> diagnose(
            UUID installation, String token, UUID enrolment, Map<NotificationQuestion, Boolean> answers) {
        return phones.findInstallation(installation, token)
                .flatMap(known -> phones.listEnrolments(installation).stream()
                        .filter(own -> own.id().equals(enrolment) && own.isActive())
                        .findFirst())
                .map(Enrolment::userId)
                .map(user -> diagnose(NotificationAsker.APP, user, newestLogin(user), answers));
    }

    /**
     * For whoever helps a user. Changes nothing.
     *
     * @param reference of the look
     */
    public Diagnosis look(long userId, Reference reference) {
        Diagnosis diagnosis = look(NotificationAsker.AGENT, userId, newestLogin(userId), Map.of());
        return new Diagnosis(diagnosis.finding(), diagnosis.evidence(), reference);
    }

    private interface OfLogin {
        Diagnosis of(AskedLogin login);
    }

    private LoginOutcome<Diagnosis> ofLogin(String login, String secret, OfLogin diagnosis) {
        LoginOutcome<AskedLogin> outcome = logins.find(login, secret);
        return outcome instanceof Granted<AskedLogin> granted
                ? new Granted<>(diagnosis.of(granted.value()))
                : new Refused<>(((Refused<AskedLogin>) outcome).refusal());
    }

    /** A login from before the authenticator was there could not ask for it, and says nothing. */
    private Optional<AskedLogin> newestLogin(long userId) {
        Instant recent = clock.instant().minus(settings.recent());
        Instant active =
                authenticators.findActive(userId).map(Enrolment::createdAt).orElse(recent);
        return logins.findNewest(userId, active.isAfter(recent) ? active : recent);
    }

    private Diagnosis look(
            NotificationAsker asker,
            long userId,
            Optional<AskedLogin> login,
            Map<NotificationQuestion, Boolean> answers) {
        NotificationCase found = signs.read(asker, userId, login, answers);
        return new Diagnosis(
                NotificationDiagnosis.of(found.signals()),
                found.evidence(),
                login.map(AskedLogin::reference).orElseGet(Reference::next));
    }

    private Diagnosis diagnose(
            NotificationAsker asker,
            long userId,
            Optional<AskedLogin> login,
            Map<NotificationQuestion, Boolean> answers) {
        NotificationCase found = signs.read(asker, userId, login, answers);
        repair(NotificationDiagnosis.of(found.signals()), found);
        Diagnosis diagnosis = look(asker, userId, login, answers);
        repeated.record(AuditFact.byUser(
                userId,
                "DIAGNOSIS",
                diagnosis.finding().verdict().name(),
                diagnosis.reference(),
                login.map(AskedLogin::id).orElse("")));
        return diagnosis;
    }

    private void repair(NotificationFinding finding, NotificationCase found) {
        NotificationVerdict fault =
                finding.cause().filter(NotificationVerdict.N_TOKEN_DEAD::equals).orElse(finding.verdict());
        found.installation().ifPresent(phone -> {
            switch (fault) {
                case N_TOKEN_DEAD -> repairs.renew(phone, found.language());
                case N_SUSPENDED -> repairs.prepare(phone, found.language());
                case N_NOT_DELIVERED, N_NOTHING_FOUND -> {
                    if (!found.signals().trail().isTested()) {
                        repairs.test(phone, found.language());
                    }
                }
                default -> {
                    // Nothing that the server could do.
                }
            }
        });
    }
}
