package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.NewEnrolment.Suites;
import dev.countersign.authenticator.PossessionCheck;
import dev.countersign.authenticator.RelyingParty;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.ActivationTranscript;
import dev.countersign.device.MalformedOctetsException;
import dev.countersign.device.Octets;
import dev.countersign.device.ServerActivation;
import dev.countersign.device.ServerActivation.Confirmed;
import dev.countersign.lockout.CodeGuesses;
import dev.countersign.login.Refusal;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a phone asks for while it is being activated. Each method is one transaction. */
@Stateless
public class DeviceDesk {

    private static final String TYPE = "ACTIVATION";

    @Inject
    private UserStore users;

    @Inject
    private ActivationStore activations;

    @Inject
    private OpenActivations open;

    @Inject
    private Enrolling enrolling;

    @Inject
    private Succession succession;

    @Inject
    private ActivationMisses misses;

    @Inject
    private Authenticators enrolments;

    @Inject
    private CodeGuesses guesses;

    @Inject
    private SessionEnds sessions;

    @Inject
    private ActivationSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /** The offer of the activation that a QR code names. */
    public ActivationOutcome<Offer> offer(UUID activation, DeviceReport report) {
        return activations
                .findUserId(activation)
                .map(userId -> offer(userId, activation, report))
                .orElseGet(() -> ActivationOutcome.refused(Reason.SESSION_UNKNOWN));
    }

    /**
     * The offer of the activation that a typed code names. A wrong one counts for installation and address; too many, and no more
     * are looked at for a while.
     */
    public ActivationOutcome<Offer> offer(Locator locator, DeviceReport report, String address) {
        CodeGuesses.Limits limits = new CodeGuesses.Limits(settings.wrongCodes(), settings.wrongCodesOfAddress());
        String installation = report.installation().toString();
        // The user's row is the first lock of every decision, also before the turns of guesses.
        Optional<UUID> named = activations.findId(locator.octets());
        named.flatMap(activations::findUserId).ifPresent(users::lockUser);
        Optional<Instant> held = guesses.lockAndFindHeld(installation, address, limits);
        if (held.isPresent()) {
            Duration pause = Duration.between(clock.instant(), held.get());
            return new Refused<>(ActivationRefusal.of(Reason.TOO_MANY).withRetryAfter(pause));
        }
        if (named.isEmpty()) {
            guesses.count(installation, address, limits);
            return ActivationOutcome.refused(Reason.SESSION_UNKNOWN);
        }
        return offer(named.get(), report);
    }

    private ActivationOutcome<Offer> offer(long userId, UUID id, DeviceReport report) {
        User user = users.lockUser(userId);
        Activation activation = activations.lock(id);
        Optional<Reason> obstacle = obstacle(activation, report, clock.instant());
        if (obstacle.isPresent()) {
            return refuse(activation, obstacle.get());
        }
        Optional<Refusal> closed = misses.readOnly(user, TYPE, id.toString());
        if (closed.isPresent()) {
            return new NotLetIn<>(closed.get());
        }
        activation.find(report.model());
        return new Granted<>(new Offer(
                id,
                activation.enrolmentId(),
                enrolments.suites(report),
                activation.serverKey(),
                activation.expiresAt()));
    }

    /**
     * The one claim of an activation: of many at a time one comes to its end. What is wrong with the proof burns it; what is wrong with
     * PIN or phone does not. The very same claim once more gets the very same answer, because the first one may not have arrived.
     */
    public ActivationOutcome<Activated> redeem(UUID id, Redemption redemption, RelyingParty relyingParty) {
        Optional<Long> userId = activations.findUserId(id);
        if (userId.isEmpty()) {
            return ActivationOutcome.refused(Reason.SESSION_UNKNOWN);
        }
        User user = users.lockUser(userId.get());
        Activation activation = activations.lock(id);
        Optional<Octets> answered = activation.answerTo(redemption);
        if (answered.isPresent()) {
            return new Granted<>(new Activated(
                    activation.enrolmentId(),
                    user.userName(),
                    answered.get(),
                    succession.moved(activation, redemption)));
        }
        Optional<Reason> obstacle = obstacle(activation, redemption.report(), clock.instant());
        if (obstacle.isPresent() || user.isLocked()) {
            return refuse(activation, obstacle.orElse(Reason.SESSION_EXPIRED));
        }
        enrolling.takeTurns(user, activation, redemption);
        Optional<Refusal> closed = misses.closed(user, activation, TYPE);
        if (closed.isPresent()) {
            return new NotLetIn<>(closed.get());
        }
        if (!activation.takes(redemption.method())) {
            return burn(activation, Reason.PROOF_WRONG);
        }
        if (!succession.isTokenAlive(activation, redemption.method())) {
            return refuse(activation, Reason.SESSION_EXPIRED);
        }
        Suites suites = enrolments.suites(redemption.report());
        Optional<ActivationTranscript> transcript = transcript(activation, redemption, suites);
        if (transcript.isEmpty()) {
            return burn(activation, Reason.PROOF_WRONG);
        }
        Optional<Confirmed> confirmed = confirmed(activation, redemption, transcript.get());
        if (confirmed.isEmpty()) {
            return missed(user, activation, redemption.method());
        }
        if (!PossessionCheck.isRight(
                        redemption.possession(),
                        redemption.approvalKey(),
                        transcript.get().possessionOctets(),
                        relyingParty)
                || !isHandedOver(activation, redemption, transcript.get(), relyingParty)) {
            return burn(activation, Reason.PROOF_WRONG);
        }
        return enrolling.enrol(user, activation, redemption, suites, confirmed.get());
    }

    private boolean isHandedOver(
            Activation activation, Redemption redemption, ActivationTranscript transcript, RelyingParty relyingParty) {
        return redemption
                .handOver()
                .map(proof -> PossessionCheck.isHandOver(
                        proof, enrolments.get(activation.move().former()), transcript, relyingParty))
                .orElse(true);
    }

    private Optional<Confirmed> confirmed(
            Activation activation, Redemption redemption, ActivationTranscript transcript) {
        ActivationSecrets known = activation.secrets(secrets);
        return ServerActivation.of(known.keyPair(), known.of(redemption.method()), transcript)
                .confirmedBy(redemption.confirmation());
    }

    /** Empty where one key stands in two places. */
    private static Optional<ActivationTranscript> transcript(
            Activation activation, Redemption redemption, Suites suites) {
        try {
            return Optional.of(new ActivationTranscript(
                    redemption.method(),
                    activation.id(),
                    activation.enrolmentId(),
                    redemption.report().installation(),
                    suites.challenge(),
                    suites.approval(),
                    activation.serverKey(),
                    redemption.deviceKey(),
                    redemption.approvalKey()));
        } catch (MalformedOctetsException e) {
            return Optional.empty();
        }
    }

    /** Also the end of the portal's session ends it, the end of what that was opened by, and a factor that its user had not when it began. */
    private Optional<Reason> obstacle(Activation activation, DeviceReport report, Instant now) {
        Optional<Reason> over = activation.obstacle(now);
        if (over.isPresent()) {
            return over;
        }
        boolean left = !activation.sessionId().isEmpty() && !sessions.isGood(activation.sessionId());
        if (left || succession.isOvertaken(activation)) {
            open.end(activation);
            return Optional.of(Reason.SESSION_EXPIRED);
        }
        if (activation.move().isPasswordDue()) {
            return Optional.of(Reason.CREDENTIALS_DUE);
        }
        Optional<Reason> refused = enrolling.obstacle(activation.userId(), report);
        refused.ifPresent(reason -> activation.turnAway(reason, report.model()));
        return refused;
    }

    private <T> ActivationOutcome<T> missed(User user, Activation activation, ActivationMethod method) {
        if (method != ActivationMethod.SMS) {
            return burn(activation, Reason.PROOF_WRONG);
        }
        activation.miss(Reason.TOKEN_WRONG);
        misses.count(user, activation);
        boolean over = activation.triesLeft() == 0 && activation.move().kind().isPresent();
        Reason reason = over ? Reason.TOKEN_TRIES : Reason.TOKEN_WRONG;
        return refused(activation, ActivationRefusal.of(reason).withTriesLeft(activation.triesLeft()));
    }

    private <T> ActivationOutcome<T> burn(Activation activation, Reason reason) {
        return misses.burn(activation, TYPE, ActivationRefusal.of(reason));
    }

    private <T> ActivationOutcome<T> refuse(Activation activation, Reason reason) {
        return refused(activation, ActivationRefusal.of(reason));
    }

    private <T> ActivationOutcome<T> refused(Activation activation, ActivationRefusal why) {
        return misses.refuse(activation, TYPE, why);
    }
}
