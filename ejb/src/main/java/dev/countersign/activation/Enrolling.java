package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.Granted;
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
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.Octets;
import dev.countersign.device.ServerActivation.Confirmed;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Makes the enrolment of a phone that has proven everything but its PIN; in the transaction of the claim. */
@ApplicationScoped
class Enrolling {

    private static final String TYPE = "ACTIVATION";

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private Succession succession;

    @Inject
    private PinDoor pins;

    @Inject
    private DeviceRules rules;

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
    private ActivationMisses misses;

    @Inject
    private Clock clock;

    /** Why the phone gets no enrolment of the user; empty if it may. */
    Optional<Reason> obstacle(long userId, DeviceReport report) {
        return rules.obstacle(report).or(() -> full(userId, report.installation()));
    }

    private Optional<Reason> full(long userId, UUID installation) {
        return phones.countOthers(installation, userId) >= settings.usersPerPhone()
                ? Optional.of(Reason.INSTALLATION_FULL)
                : Optional.empty();
    }

    /** Takes all turns that the enrolment may need, before any other is taken. */
    void takeTurns(User user, Activation activation, Redemption redemption) {
        if (redemption.sealedPin().isPresent()) {
            pins.takeTurns(user, activation, redemption.report().installation());
        }
    }

    /** Makes the enrolment; its turns were taken. */
    ActivationOutcome<Activated> enrol(
            User user, Activation activation, Redemption redemption, Suites suites, Confirmed confirmed) {
        Optional<TypedPin> pin =
                redemption.sealedPin().flatMap(confirmed.pinSeal()::open).map(utf8 -> TypedPin.of(text(utf8), suites));
        if (redemption.sealedPin().isPresent() && pin.isEmpty()) {
            return misses.burn(activation, TYPE, ActivationRefusal.of(Reason.PROOF_WRONG));
        }
        Optional<ActivationRefusal> taken = succession.obstacle(user, activation, redemption);
        if (taken.isPresent()) {
            return misses.burn(activation, TYPE, taken.get());
        }
        UUID installation = redemption.report().installation();
        Optional<Installation> known = phones.lockOrAwaitInstallation(installation);
        Optional<ActivationRefusal> obstacle = obstacle(user, redemption, known)
                .map(ActivationRefusal::of)
                .or(() -> pin.flatMap(typed -> pins.refusal(user, activation, installation, known, typed)));
        if (obstacle.isPresent()) {
            return misses.refuse(activation, TYPE, obstacle.get());
        }
        keepPhone(redemption, known, pin);
        return new Granted<>(make(user, activation, redemption, suites, confirmed));
    }

    private Optional<Reason> obstacle(User user, Redemption redemption, Optional<Installation> known) {
        if (known.isPresent() && !known.get().isToken(redemption.token())) {
            return Optional.of(Reason.INSTALLATION);
        }
        DeviceReport report = redemption.report();
        return full(user.id(), report.installation())
                .or(() -> known.map(phone -> phone.soundnessAfter(rules.integrity(report)))
                        .flatMap(integrity -> rules.obstacle(report, integrity)));
    }

    private void keepPhone(Redemption redemption, Optional<Installation> known, Optional<TypedPin> pin) {
        Instant now = clock.instant();
        DeviceReport report = redemption.report();
        Installation phone =
                known.orElseGet(() -> new Installation(report, redemption.token(), rules.integrity(report), now));
        if (known.isPresent()) {
            phone.note(report, rules.integrity(report), now);
        }
        if (pin.isPresent() && !phone.hasPin()) {
            phone.keepPin(pin.get().hash(), secrets);
        }
        if (known.isEmpty()) {
            phones.add(phone);
        }
    }

    private Activated make(
            User user, Activation activation, Redemption redemption, Suites suites, Confirmed confirmed) {
        Optional<Enrolment> former = succession.end(user, activation);
        boolean shared = phones.countOthers(redemption.report().installation(), user.id()) > 0;
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
        if (redemption.method() == ActivationMethod.SMS) {
            tokens.entered(activation);
        }
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

    private static String text(Octets utf8) {
        return new String(utf8.toArray(), StandardCharsets.UTF_8);
    }
}
