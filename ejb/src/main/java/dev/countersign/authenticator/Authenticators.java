package dev.countersign.authenticator;

import dev.countersign.authenticator.NewEnrolment.Suites;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.HashFunction;
import dev.countersign.device.PinHash;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which authenticator a user has; works inside the caller's transaction. */
@ApplicationScoped
public class Authenticators {

    @Inject
    private AuthenticatorStore store;

    @Inject
    private UserStore users;

    @Inject
    private Event<EnrolmentEnded> ended;

    @Inject
    private AuthenticatorSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /** The one that is active, or keeps the place of one: {@link EnrolmentState#keepsPlace}. */
    public Optional<Enrolment> findActive(long userId) {
        return store.findActive(userId);
    }

    /**
     * One that is active on this installation, with the user's row locked; empty if it is none, or the token is not the installation's.
     */
    public Optional<Enrolment> lockActive(UUID installation, String token, UUID enrolment) {
        return store.findInstallation(installation, token)
                .flatMap(known -> store.findUserId(enrolment, installation))
                .map(users::lockUser)
                .map(user -> store.getEnrolment(enrolment))
                .filter(Enrolment::isActive);
    }

    public Enrolment get(UUID id) {
        return store.getEnrolment(id);
    }

    /** The phone that an enrolment is on. */
    public Installation phone(Enrolment enrolment) {
        return store.getInstallation(enrolment.installationId());
    }

    /** The name of the phone that an enrolment is on. */
    public String model(Enrolment enrolment) {
        return phone(enrolment).model();
    }

    /** Users whose authenticator is on the phone, the oldest enrolment first. */
    public List<Long> listUsers(Installation phone) {
        return store.listEnrolments(phone.id()).stream()
                .filter(enrolment -> enrolment.state().keepsPlace())
                .map(Enrolment::userId)
                .toList();
    }

    /** The suites of a new enrolment on the phone that says this of itself: all its users answer with one PIN, by the hash that is kept of it. */
    public Suites suites(DeviceReport report) {
        Optional<HashFunction> kept = report.unlock() == UnlockKind.PIN
                ? store.findPin(report.installation(), secrets).map(PinHash::hash)
                : Optional.empty();
        return settings.suites(report.unlock(), kept);
    }

    /** As the user sees it. */
    public ActiveAuthenticator view(Enrolment enrolment) {
        Installation installation = store.getInstallation(enrolment.installationId());
        return new ActiveAuthenticator(
                enrolment.id(),
                enrolment.state(),
                installation.id(),
                installation.model(),
                installation.platform(),
                enrolment.createdAt(),
                enrolment.lastUsedAt());
    }

    /** Ends the enrolment, and with it what waits for an answer of its phone. The user's row is locked. */
    public void end(Enrolment enrolment, EnrolmentState how) {
        enrolment.end(how, clock.instant());
        ended.fire(new EnrolmentEnded(enrolment.userId(), enrolment.id()));
    }
}
