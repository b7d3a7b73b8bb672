package dev.countersign.push;

import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks phones to approve logins, and knows when not to. Works inside the caller's transaction, which holds the lock of the
 * user.
 */
@ApplicationScoped
public class PushRequests {

    private static final Duration RISKY = Duration.ofHours(24);
    private static final int NONCE_OCTETS = 32;
    private static final int LEAST_NUMBER = 10;
    private static final int NUMBERS = 90;

    private final SecureRandom random = new SecureRandom();

    @Inject
    private PushStore store;

    @Inject
    private PushAddresses addresses;

    @Inject
    private Authenticators authenticators;

    @Inject
    private PushRegions regions;

    @Inject
    private RequestSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private PushPauses pauses;

    @Inject
    private Event<PushOrdered> ordered;

    @Inject
    private Clock clock;

    /** Why the phone is not asked now; empty if it is. Pauses its pushes where the last ones were left unanswered. */
    public Optional<PushObstacle> obstacle(User user, Enrolment phone) {
        return standing(user, phone).or(() -> {
            PushHistory history = history(phone);
            return obstacle(user, phone, history, history);
        });
    }

    /** The same of an attempt that is open, whose own requests do not pause the pushes: it may repeat them so often. */
    public Optional<PushObstacle> obstacleToRepeat(User user, Enrolment phone, String attempt) {
        return standing(user, phone).or(() -> {
            PushHistory history = history(phone);
            return obstacle(user, phone, history, history.without(attempt))
                    .or(() -> resendsLeft(attempt) == 0 ? Optional.of(PushObstacle.TOO_MANY) : Optional.empty());
        });
    }

    private Optional<PushObstacle> obstacle(User user, Enrolment phone, PushHistory all, PushHistory counted) {
        if (pauses.pause(user.id(), phone, counted)) {
            return Optional.of(PushObstacle.SUSPENDED);
        }
        return all.after(clock.instant().minus(settings.window())).count() >= settings.most()
                ? Optional.of(PushObstacle.TOO_MANY)
                : Optional.empty();
    }

    /** What stands against pushes to the phone whatever was sent before. */
    public Optional<PushObstacle> standing(User user, Enrolment phone) {
        if (!user.isSeamless()) {
            return Optional.of(PushObstacle.SEAMLESS_OFF);
        }
        if (isPaused(phone.id())) {
            return Optional.of(PushObstacle.SUSPENDED);
        }
        return isReachable(phone, clock.instant()) ? Optional.empty() : Optional.of(PushObstacle.UNREACHABLE);
    }

    /** Whether a push hardly comes to a phone: its app is not open, and push services do not reach it where it last was. */
    public boolean isDoubtful(Enrolment phone) {
        return !isOpen(phone, clock.instant()) && regions.isOutOfReach(authenticators.phone(phone));
    }

    /** Whether no pushes are sent to an enrolment, because the last ones were left unanswered. */
    public boolean isPaused(UUID enrolment) {
        return store.findStanding(enrolment).filter(PushStanding::isSuspended).isPresent();
    }

    /** Asks, after {@link #obstacle} had nothing against it. A request of the attempt that still waits is superseded. */
    public PushRequest ask(PushOrder order) {
        Instant now = clock.instant();
        store.lockUndecided(order.attempt()).forEach(request -> request.end(PushRequestState.SUPERSEDED, now));
        Optional<PushRequest> before = store.listOf(order.attempt()).stream().findFirst();
        PushRequest request = askFirst(order);
        before.ifPresent(request::inherit);
        return request;
    }

    /** As {@link #ask}, for an attempt that is new and so has no request. */
    public PushRequest askFirst(PushOrder order) {
        Instant now = clock.instant();
        Instant ownEnd = now.plus(settings.life());
        Instant end = (ownEnd.isBefore(order.latestEnd()) ? ownEnd : order.latestEnd()).truncatedTo(ChronoUnit.SECONDS);
        boolean byService = addresses.find(order.phone().installationId()).isPresent();
        PushRequest request = new PushRequest(
                order,
                Octets.of(secrets.randomOctets(NONCE_OCTETS)),
                order.matchNumber() ? Optional.of(drawNumber()) : Optional.empty(),
                byService,
                now,
                end);
        store.add(request);
        ordered.fire(new PushOrdered());
        return request;
    }

    /** How many more requests may be sent in an attempt. */
    public int resendsLeft(String attempt) {
        return resendsLeft(store.listOf(attempt));
    }

    /** The same of all requests of an attempt. */
    public int resendsLeft(List<PushRequest> asked) {
        return Math.max(0, settings.resends() + 1 - asked.size());
    }

    /** All requests of an attempt, alive or not, the newest first. */
    public List<PushRequest> list(String attempt) {
        return store.listOf(attempt);
    }

    /** The request of this id, if it was made for the installation. */
    public Optional<PushRequest> find(UUID id, UUID installation) {
        return store.findRequest(id).filter(request -> request.installationId().equals(installation));
    }

    /** The request, its row locked. */
    public PushRequest lock(PushRequest request) {
        return store.lockRequest(request.id());
    }

    /** How far the last notification of a login came that asked an enrolment; empty if there was none lately. */
    public Optional<SentNotification> findLast(UUID enrolment) {
        return store.listNewest(enrolment, 1).stream().findFirst().map(PushRequest::sent);
    }

    /** Nothing of the attempt waits any more. */
    public void end(String attempt) {
        Instant now = clock.instant();
        store.lockUndecided(attempt).forEach(request -> request.end(PushRequestState.ENDED, now));
    }

    /** Whether a push of the last day was denied or left unanswered, in another attempt than this one. */
    public boolean isRisky(Enrolment phone, String attempt) {
        return history(phone)
                .without(attempt)
                .after(clock.instant().minus(RISKY))
                .isTroubled();
    }

    /** The phone has shown at a login that it is in its user's hands: pushes are sent again, and its app renews its address. */
    public void restore(Enrolment phone) {
        store.standing(phone.id()).restore(clock.instant());
        store.findDevice(phone.installationId())
                .ifPresent(known -> store.lockDevice(phone.installationId()).askForRenewal());
    }

    private PushHistory history(Enrolment phone) {
        return new PushHistory(store.listNewest(phone.id(), settings.lookedAt()));
    }

    /** One that is stopped or recoverable could approve nothing, and whoever holds it is to learn nothing of the user's logins. */
    private boolean isReachable(Enrolment phone, Instant now) {
        return phone.isActive() && (addresses.find(phone.installationId()).isPresent() || isOpen(phone, now));
    }

    private boolean isOpen(Enrolment phone, Instant now) {
        return store.findDevice(phone.installationId())
                .filter(device -> device.isLive(now))
                .isPresent();
    }

    private String drawNumber() {
        return Integer.toString(LEAST_NUMBER + random.nextInt(NUMBERS));
    }
}
