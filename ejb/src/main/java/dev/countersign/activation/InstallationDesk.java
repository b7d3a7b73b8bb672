package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.Installation;
import dev.countersign.authenticator.Integrity;
import dev.countersign.push.NotificationReport;
import dev.countersign.push.NotificationStore;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an app that is activated asks about itself. Each method is one transaction. */
@Stateless
public class InstallationDesk {

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private UserStore users;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

    @Inject
    private DeviceRules rules;

    @Inject
    private AuditLog audit;

    @Inject
    private NotificationStore notifications;

    @Inject
    private Clock clock;

    /**
     * One user of a phone, as the phone shows him.
     *
     * @param renewalDue whether the phone is to renew the key of his challenges
     */
    public record KnownUser(UUID enrolment, String userName, EnrolmentState state, boolean renewalDue) {}

    /** All users that the installation ever had; empty if none has this id and this token. */
    public Optional<List<KnownUser>> findUsers(UUID installation, String token) {
        return phones.findInstallation(installation, token)
                .map(found -> phones.listEnrolments(installation).stream()
                        .map(this::view)
                        .toList());
    }

    /**
     * Writes down what the app says of its phone now, and tells whether such a phone is taken; empty as above.
     *
     * @param heard what it says of its notifications, if it does
     */
    public Optional<ActivationOutcome<UUID>> report(
            String token, DeviceReport report, Optional<NotificationReport> heard) {
        Optional<Installation> known =
                phones.lockInstallation(report.installation()).filter(installation -> installation.isToken(token));
        return known.map(installation -> {
            Integrity integrity = rules.integrity(report);
            Instant now = clock.instant();
            installation.note(report, integrity, now);
            heard.ifPresent(said -> notifications.keep(installation.id(), said, now));
            Optional<Reason> obstacle = rules.obstacle(report, installation.integrity());
            return obstacle.<ActivationOutcome<UUID>>map(ActivationOutcome::refused)
                    .orElseGet(() -> new Granted<>(installation.id()));
        });
    }

    /** Notes that the app loses its data: its users answer nothing until each is recovered. False as above. */
    public boolean reset(UUID installation, String token) {
        boolean known = phones.isInstallation(installation, token);
        if (known) {
            phones.listActiveUsers(installation).forEach(userId -> lose(userId, installation));
        }
        return known;
    }

    /** The user's row is locked first: his authenticator may have moved a moment ago. */
    private void lose(long userId, UUID installation) {
        users.lockUser(userId);
        Optional<Enrolment> here = authenticators
                .findActive(userId)
                .filter(enrolment ->
                        enrolment.isActive() && enrolment.installationId().equals(installation));
        here.ifPresent(enrolment -> {
            authenticators.end(enrolment, EnrolmentState.RECOVERABLE);
            audit.record(AuditFact.byUser(
                    userId,
                    "AUTHENTICATOR_RESET",
                    "OK",
                    Reference.next(),
                    enrolment.id().toString()));
        });
    }

    private KnownUser view(Enrolment enrolment) {
        return new KnownUser(
                enrolment.id(),
                users.getUser(enrolment.userId()).userName(),
                enrolment.state(),
                enrolment.isActive() && challenges.isRenewalDue(enrolment));
    }
}
