package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.BegunByToken.TokenNumber;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.crypto.Secrets;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.Turn;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Activations without the portal: the password was right, the token of an SMS has to come. Each method is one transaction. */
@Stateless
public class TokenDesk {

    private static final String TYPE = "ACTIVATION_BEGUN";

    private final SecureRandom random = new SecureRandom();

    @Inject
    private UserStore users;

    @Inject
    private ActivationStore activations;

    @Inject
    private Authenticators authenticators;

    @Inject
    private DeviceRules rules;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private TokenSms tokens;

    @Inject
    private ActivationSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Begins an activation; one that the user began before ends. The password was right for the credentials a moment ago. */
    public ActivationOutcome<BegunByToken> begin(Credentials checked, DeviceReport report) {
        User user = users.lockUser(checked.userId());
        Optional<Reason> obstacle = obstacle(user, checked, report);
        if (obstacle.isPresent()) {
            return refuse(user, TYPE, ActivationRefusal.of(obstacle.get()), "");
        }
        Instant now = clock.instant();
        activations.listOpen(user.id()).forEach(open -> {
            tokens.end(open);
            open.expire();
        });
        String secret = secrets.newBearer();
        Activation activation = Activation.byToken(
                user.id(), secret, ActivationSecrets.makeToken(random), secrets, settings.tokenRules(), now);
        activations.add(activation);
        audit.record(AuditFact.byUser(
                user.id(), TYPE, "OK", activation.reference(), activation.id().toString()));
        List<TokenNumber> verified = listVerified(user).stream()
                .map(number -> new TokenNumber(number.id(), number.masked(), number.isDefault()))
                .toList();
        return new Granted<>(new BegunByToken(activation.id(), secret, verified, activation.expiresAt()));
    }

    /** Sends the token to one of the user's numbers, if it may get an SMS now; empty if the secret opens nothing. */
    public Optional<ActivationOutcome<SentToken>> send(UUID id, String secret, String numberId) {
        return activations.findUserId(id, secret).map(userId -> {
            User user = users.lockUser(userId);
            Activation activation = activations.lock(id);
            Optional<Reason> over = activation.obstacle(clock.instant());
            Optional<MobileNumber> number = listVerified(user).stream()
                    .filter(own -> own.id().equals(numberId))
                    .findFirst();
            if (over.isPresent() || number.isEmpty()) {
                return refuse(
                        user, "ACTIVATION_SMS", ActivationRefusal.of(over.orElse(Reason.NO_NUMBER)), id.toString());
            }
            return send(user, activation, number.get());
        });
    }

    private ActivationOutcome<SentToken> send(User user, Activation activation, MobileNumber number) {
        Turn turn = tokens.send(user, activation, number);
        String id = activation.id().toString();
        if (!turn.isTaken()) {
            Reason reason = turn.kind() == Turn.Kind.LIMIT ? Reason.SMS_LIMIT : Reason.SMS_COOLDOWN;
            Duration pause = Duration.between(clock.instant(), turn.next());
            return refuse(user, "ACTIVATION_SMS", ActivationRefusal.of(reason).withRetryAfter(pause), id);
        }
        audit.record(AuditFact.byUser(user.id(), "ACTIVATION_SMS", "OK", activation.reference(), id));
        return new Granted<>(new SentToken(turn.next(), activation.expiresAt()));
    }

    private Optional<Reason> obstacle(User user, Credentials checked, DeviceReport report) {
        if (user.isLocked() || !user.hasPasswordHash(checked.passwordHash())) {
            return Optional.of(Reason.SESSION_EXPIRED);
        }
        Optional<Enrolment> active = authenticators.findActive(user.id());
        if (active.isPresent()) {
            boolean here = active.get().installationId().equals(report.installation());
            return Optional.of(here ? Reason.ALREADY_HERE : Reason.ALREADY_ELSEWHERE);
        }
        Optional<Reason> refused = rules.obstacle(report, rules.integrity(report));
        if (refused.isPresent()) {
            return refused;
        }
        return listVerified(user).isEmpty() ? Optional.of(Reason.NO_NUMBER) : Optional.empty();
    }

    private List<MobileNumber> listVerified(User user) {
        return numbers.listOwn(user.id()).stream()
                .filter(MobileNumber::isVerified)
                .toList();
    }

    private <T> ActivationOutcome<T> refuse(User user, String type, ActivationRefusal refusal, String id) {
        audit.record(AuditFact.byUser(user.id(), type, refusal.reason().name(), refusal.reference(), id));
        return new Refused<>(refusal);
    }
}
