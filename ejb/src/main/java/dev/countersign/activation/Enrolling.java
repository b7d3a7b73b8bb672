package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.Installation;
import dev.countersign.authenticator.NewEnrolment;
import dev.countersign.authenticator.NewEnrolment.Suites;
import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import dev.countersign.device.PinHash;
import dev.countersign.device.ServerActivation.Confirmed;
import dev.countersign.notice.Channel;
import dev.countersign.notice.SecurityEvent;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the enrolment of a phone that has proven everything but its PIN; in the transaction of the claim. */
@ApplicationScoped
class Enrolling {

    private static final String TYPE = "ACTIVATION";

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private Succession succession;

    @Inject
    private TokenMisses misses;

    @Inject
    private DeviceRules rules;

    @Inject
    private KnownOfUsers guesses;

    @Inject
    private TokenSms tokens;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private ActivationSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** What keeps an enrolment from being made; a sentence of the PIN, or of the phone. */
    private record Obstacle(Reason reason, boolean burns) {}

    ActivationOutcome<Activated> enrol(
            User user, Activation activation, Redemption redemption, Suites suites, Confirmed confirmed) {
        Optional<String> pin = Optional.empty();
        if (redemption.sealedPin().isPresent()) {
            pin = confirmed.pinSeal().open(redemption.sealedPin().get()).map(Enrolling::text);
            if (pin.isEmpty()) {
                return refuse(activation, new Obstacle(Reason.PROOF_WRONG, true));
            }
        }
        Optional<ActivationRefusal> taken = succession.obstacle(user, activation, redemption);
        if (taken.isPresent()) {
            activation.burn(taken.get().reason());
            return refused(activation, taken.get());
        }
        Optional<Installation> known =
                phones.lockOrAwaitInstallation(redemption.report().installation());
        Optional<Obstacle> obstacle = obstacle(user, activation, redemption, known, pin, suites);
        if (obstacle.isPresent()) {
            if (obstacle.get().reason() == Reason.PIN_WRONG && activation.isByToken()) {
                misses.count(user, activation);
            }
            return refuse(activation, obstacle.get());
        }
        keepPhone(redemption, known, pin, suites);
        return new Granted<>(make(user, activation, redemption, suites, confirmed));
    }

    private Optional<Obstacle> obstacle(
            User user,
            Activation activation,
            Redemption redemption,
            Optional<Installation> known,
            Optional<String> pin,
            Suites suites) {
        if (known.isPresent() && !known.get().isToken(redemption.token())) {
            return Optional.of(new Obstacle(Reason.INSTALLATION, false));
        }
        if (known.isPresent() && phones.countActive(known.get().id()) >= settings.usersPerPhone()) {
            return Optional.of(new Obstacle(Reason.INSTALLATION_FULL, false));
        }
        if (pin.isEmpty()) {
            return Optional.empty();
        }
        List<PinHash> chosen = Stream.of(succession.earlierPin(activation), known.flatMap(phone -> phone.pin(secrets)))
                .flatMap(Optional::stream)
                .toList();
        if (!chosen.isEmpty()) {
            Octets typed = hash(pin.get(), suites).octets();
            return chosen.stream().allMatch(hash -> hash.octets().equals(typed))
                    ? Optional.empty()
                    : Optional.of(new Obstacle(Reason.PIN_WRONG, false));
        }
        return PinRules.isTaken(pin.get(), guesses.of(user))
                ? Optional.empty()
                : Optional.of(new Obstacle(Reason.PIN_RULES, false));
    }

    private void keepPhone(Redemption redemption, Optional<Installation> known, Optional<String> pin, Suites suites) {
        Instant now = clock.instant();
        DeviceReport report = redemption.report();
        Installation phone =
                known.orElseGet(() -> new Installation(report, redemption.token(), rules.integrity(report), now));
        if (known.isPresent()) {
            phone.note(report, rules.integrity(report), now);
        }
        if (pin.isPresent() && !phone.hasPin()) {
            phone.keepPin(hash(pin.get(), suites), secrets);
        }
        if (known.isEmpty()) {
            phones.add(phone);
        }
    }

    private Activated make(
            User user, Activation activation, Redemption redemption, Suites suites, Confirmed confirmed) {
        Optional<Enrolment> former = succession.end(user, activation);
        boolean shared = phones.countActive(redemption.report().installation()) > 0;
        NewEnrolment made = new NewEnrolment(
                activation.enrolmentId(),
                user.id(),
                redemption.report().installation(),
                suites,
                redemption.approvalKey(),
                redemption.possession() instanceof Asserted asserted
                        ? Optional.of(asserted.credential())
                        : Optional.empty());
        Optional<String> number = succession.number(user, activation, former);
        Enrolment enrolment = new Enrolment(made, confirmed.keys(), number, secrets, clock.instant());
        phones.add(enrolment);
        confirmed.keys().close();
        succession.complete(user, activation, redemption, former, enrolment);
        tokens.end(activation);
        activation.complete(redemption, confirmed.serverConfirmation());
        audit.record(AuditFact.byUser(
                user.id(), TYPE, "OK", activation.reference(), activation.id().toString()));
        if (activation.move().kind().isEmpty()) {
            tell(user, redemption.report(), shared);
        }
        return new Activated(
                made.id(), user.userName(), confirmed.serverConfirmation(), succession.moved(activation, redemption));
    }

    /** Told elsewhere than on this very phone. */
    private void tell(User user, DeviceReport report, boolean shared) {
        SecurityEvent.Kind kind = shared ? SecurityEvent.Kind.USER_ADDED : SecurityEvent.Kind.ACTIVATED;
        events.fire(SecurityEvent.of(user.id(), kind).by(Channel.PUSH).with("device", report.model()));
    }

    private ActivationOutcome<Activated> refuse(Activation activation, Obstacle obstacle) {
        ActivationRefusal refusal = ActivationRefusal.of(obstacle.reason());
        if (obstacle.burns()) {
            activation.burn(obstacle.reason());
        } else if (obstacle.reason() == Reason.PIN_WRONG) {
            activation.miss(obstacle.reason());
            refusal = refusal.withTriesLeft(activation.triesLeft());
        }
        return refused(activation, refusal.ofMove(activation.move().kind()));
    }

    private ActivationOutcome<Activated> refused(Activation activation, ActivationRefusal refusal) {
        audit.record(AuditFact.byUser(
                activation.userId(),
                TYPE,
                refusal.reason().name(),
                refusal.reference(),
                activation.id().toString()));
        return new Refused<>(refusal);
    }

    private static PinHash hash(String pin, Suites suites) {
        return PinHash.of(pin.toCharArray(), suites.challenge().pinHash().orElseThrow());
    }

    private static String text(Octets utf8) {
        return new String(utf8.toArray(), StandardCharsets.UTF_8);
    }
}
