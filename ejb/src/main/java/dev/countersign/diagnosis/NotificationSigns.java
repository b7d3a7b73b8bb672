package dev.countersign.diagnosis;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.DeviceRules;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.Installation;
import dev.countersign.diagnosis.ActivationSignals.Where;
import dev.countersign.diagnosis.NotificationEvidence.SeenPhone;
import dev.countersign.diagnosis.NotificationEvidence.SeenTest;
import dev.countersign.diagnosis.NotificationEvidence.TestState;
import dev.countersign.diagnosis.NotificationEvidence.Times;
import dev.countersign.diagnosis.NotificationSignals.Coverage;
import dev.countersign.diagnosis.NotificationSignals.Factor;
import dev.countersign.diagnosis.NotificationSignals.Phone;
import dev.countersign.diagnosis.NotificationSignals.Setting;
import dev.countersign.diagnosis.NotificationSignals.Trail;
import dev.countersign.diagnosis.NotificationSignals.Unfit;
import dev.countersign.factor.FactorKind;
import dev.countersign.login.AskedLogin;
import dev.countersign.push.Arrival;
import dev.countersign.push.NotificationHealth;
import dev.countersign.push.NotificationHealth.Tested;
import dev.countersign.push.NotificationReport;
import dev.countersign.push.NotificationStore;
import dev.countersign.push.PushRegions;
import dev.countersign.push.PushRequests;
import dev.countersign.push.SentNotification;
import dev.countersign.text.ReaderLanguage;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Collects what is known of a user whose notifications do not come; changes nothing, and works inside the caller's transaction. */
@ApplicationScoped
class NotificationSigns {

    @Inject
    private UserStore users;

    @Inject
    private Authenticators authenticators;

    @Inject
    private DeviceRules rules;

    @Inject
    private NotificationStore notifications;

    @Inject
    private PushRequests requests;

    @Inject
    private PushRegions regions;

    @Inject
    private DiagnosisSettings settings;

    @Inject
    private Clock clock;

    NotificationCase read(
            NotificationAsker asker,
            long userId,
            Optional<AskedLogin> login,
            Map<NotificationQuestion, Boolean> answers) {
        User user = users.getUser(userId);
        Optional<Factor> factor =
                login.map(one -> one.asks(FactorKind.AUTHENTICATOR) ? Factor.AUTHENTICATOR : Factor.OTHER);
        ReaderLanguage language = ReaderLanguage.orEnglish(user.language());
        Optional<Enrolment> kept = authenticators.findActive(userId);
        Optional<Known> known = kept.filter(Enrolment::isActive).map(this::known);
        NotificationSignals signals = new NotificationSignals(
                asker,
                known.isPresent() ? Where.HERE : Where.NOWHERE,
                factor,
                setting(user, known),
                known.map(this::phone),
                trail(known),
                answers);
        NotificationEvidence evidence = new NotificationEvidence(
                kept.map(enrolment -> seen(asker, enrolment)),
                known.flatMap(one -> one.health().test()).map(test -> seen(test, signals.trail())));
        return new NotificationCase(
                signals, evidence, known.map(one -> one.phone().id()), language);
    }

    /** An active authenticator, its phone, and what is known of that one's notifications. */
    private record Known(Enrolment enrolment, Installation phone, NotificationHealth health) {}

    private Known known(Enrolment enrolment) {
        return new Known(enrolment, authenticators.phone(enrolment), notifications.health(enrolment.installationId()));
    }

    private Setting setting(User user, Optional<Known> known) {
        if (!user.isSeamless()) {
            return Setting.OFF;
        }
        boolean paused =
                known.filter(one -> requests.isPaused(one.enrolment().id())).isPresent();
        return paused ? Setting.PAUSED : Setting.ON;
    }

    private Phone phone(Known known) {
        Optional<NotificationReport> said = known.health().reported().map(NotificationHealth.Reported::report);
        return new Phone(
                known.phone().platform(),
                known.health().reach(),
                said,
                said.map(NotificationReport::region)
                        .filter(regions::isWithoutPush)
                        .map(region -> Coverage.UNREACHED)
                        .orElse(Coverage.REACHED),
                unfit(known.phone()),
                Duration.between(seenAt(known.phone(), known.health()), clock.instant()),
                settings.silence());
    }

    private Optional<Unfit> unfit(Installation phone) {
        Optional<Reason> obstacle = rules.obstacle(phone);
        return obstacle.filter(Reason.DEVICE_REFUSED::equals)
                .map(refused -> Unfit.UNSOUND)
                .or(() -> obstacle.filter(Reason.OS_TOO_OLD::equals).map(old -> Unfit.OUTDATED));
    }

    private Trail trail(Optional<Known> known) {
        Optional<SentNotification> push =
                known.flatMap(one -> requests.findLast(one.enrolment().id()));
        Optional<SentNotification> test =
                known.flatMap(one -> one.health().test()).map(Tested::sent);
        return new Trail(push, test, clock.instant(), settings.terms());
    }

    private SeenPhone seen(NotificationAsker asker, Enrolment enrolment) {
        Known known = known(enrolment);
        return new SeenPhone(
                known.phone().model(),
                known.phone().platform(),
                enrolment.state(),
                rules.missingSystem(known.phone()),
                asker == NotificationAsker.LOGIN ? Optional.empty() : Optional.of(times(known)));
    }

    private Times times(Known known) {
        return new Times(
                known.enrolment().createdAt(),
                seenAt(known.phone(), known.health()),
                known.health().reported(),
                requests.findLast(known.enrolment().id()));
    }

    private static SeenTest seen(Tested test, Trail trail) {
        TestState state = test.sent().arrival() == Arrival.OPENED
                ? TestState.OPENED
                : trail.isTestPending() ? TestState.PENDING : TestState.MISSED;
        return new SeenTest(state, test.askedAt().plus(trail.terms().patience()));
    }

    /** When the app last reported or stood open, whichever is later. */
    private Instant seenAt(Installation phone, NotificationHealth health) {
        Instant now = clock.instant();
        Instant open = health.liveUntil().filter(until -> until.isBefore(now)).orElse(now);
        return health.liveUntil().isEmpty() || open.isBefore(phone.seenAt()) ? phone.seenAt() : open;
    }
}
