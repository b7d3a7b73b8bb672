package dev.countersign.push;

import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.Installation;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import dev.countersign.text.ReaderLanguage;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an app asks and says about its notifications. Each method is one transaction; empty: not this id with this token. */
@Stateless
public class PushDesk {

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private PushStore store;

    @Inject
    private NotificationTests tests;

    @Inject
    private RequestSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /**
     * What waits for the users of a phone.
     *
     * @param renewalDue whether the app is asked for a new address of its push service
     */
    public record Waiting(List<WaitingRequest> requests, boolean renewalDue) {

        public Waiting {
            requests = List.copyOf(requests);
        }
    }

    /** One request that may be decided now. */
    public record WaitingRequest(UUID id, UUID enrolment, Octets octets, boolean asksNumber, Instant expiresAt) {}

    /** Keeps where the app's push service takes its notifications, and has the test sent that waits for it. */
    public Optional<UUID> register(UUID installation, String token, PushAddress address) {
        return lock(installation, token).map(known -> {
            PushDevice device = store.lockDevice(installation);
            device.register(address, secrets, clock.instant());
            device.takeDueTest().ifPresent(language -> tests.order(installation, new ReaderLanguage(language)));
            return installation;
        });
    }

    /** Forgets it. */
    public Optional<UUID> unregister(UUID installation, String token) {
        return lock(installation, token).map(known -> {
            store.lockDevice(installation).unregister();
            return installation;
        });
    }

    /** What waits now. */
    public Optional<Waiting> findWaiting(UUID installation, String token) {
        return phones.findInstallation(installation, token).map(known -> waiting(installation));
    }

    /** The same for an app that stays connected: it counts as open for a while, which is written down when half of it is over. */
    public Optional<Waiting> watch(UUID installation, String token) {
        return phones.findInstallation(installation, token).map(known -> {
            Instant now = clock.instant();
            if (store.findDevice(installation).isEmpty()) {
                phones.lockInstallation(installation).ifPresent(locked -> store.lockDevice(installation));
            }
            if (store.findDevice(installation)
                    .filter(device -> device.isLive(now.plus(settings.live().dividedBy(2))))
                    .isEmpty()) {
                store.keepLive(installation, now.plus(settings.live()));
            }
            return waiting(installation);
        });
    }

    /** The app says that the notification of the request came. */
    public Optional<UUID> receive(UUID installation, String token, UUID request) {
        return lock(installation, token, request).map(known -> {
            known.receive(clock.instant());
            return request;
        });
    }

    /** The app shows the request to its user. */
    public Optional<UUID> open(UUID installation, String token, UUID request) {
        return lock(installation, token, request).map(known -> {
            known.open(clock.instant());
            return request;
        });
    }

    private Optional<PushRequest> lock(UUID installation, String token, UUID request) {
        return phones.findInstallation(installation, token)
                .flatMap(known -> store.findRequest(request))
                .filter(known -> known.installationId().equals(installation))
                .map(known -> store.lockRequest(request));
    }

    private Optional<Installation> lock(UUID installation, String token) {
        return phones.lockInstallation(installation).filter(known -> known.isToken(token));
    }

    private Waiting waiting(UUID installation) {
        List<UUID> active = phones.listEnrolments(installation).stream()
                .filter(Enrolment::isActive)
                .map(Enrolment::id)
                .toList();
        List<WaitingRequest> requests = store.listWaiting(installation, clock.instant()).stream()
                .filter(request -> active.contains(request.enrolmentId()))
                .map(request -> new WaitingRequest(
                        request.id(),
                        request.enrolmentId(),
                        Octets.of(request.shown().octets()),
                        request.number().isPresent(),
                        request.expiresAt()))
                .toList();
        boolean renewalDue =
                store.findDevice(installation).filter(PushDevice::isRenewalDue).isPresent();
        return new Waiting(requests, renewalDue);
    }
}
