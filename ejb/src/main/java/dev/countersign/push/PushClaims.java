package dev.countersign.push;

import dev.countersign.crypto.Secrets;
import dev.countersign.notice.TextCatalogue;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The database side of the sender: takes requests whose phone is to be told, and notes what became of it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PushClaims {

    private static final int BATCH = 20;
    private static final int MOST_SENDS = 3;
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Inject
    private PushStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private Event<PushMoved> moved;

    @Inject
    private Clock clock;

    /** A notification and where it goes. */
    record Dispatch(UUID request, PushAddress address, PushNotification notification) {}

    /** Notifications to send now. What has no address or no time left any more is marked so and left out. */
    public List<Dispatch> claim() {
        Instant now = clock.instant();
        List<Dispatch> due = new ArrayList<>();
        for (PushRequest request : store.lockDue(now, BATCH)) {
            Optional<PushAddress> address =
                    store.findDevice(request.installationId()).flatMap(device -> device.address(secrets));
            if (address.isEmpty() || request.stateAt(now) != PushRequestState.WAITING) {
                fail(request);
            } else {
                request.take(now, LEASE);
                due.add(new Dispatch(request.id(), address.get(), notification(request, now)));
            }
        }
        return due;
    }

    /** Notes what the push service said. */
    public void note(Dispatch dispatch, PushOutcome outcome) {
        Instant now = clock.instant();
        PushRequest request = store.lockRequest(dispatch.request());
        switch (outcome.kind()) {
            case SENT -> request.sent();
            case ADDRESS_DEAD -> {
                fail(request);
                PushDevice device = store.lockDevice(request.installationId());
                // An address that came meanwhile is another one.
                device.address(secrets).filter(dispatch.address()::equals).ifPresent(dead -> device.reject(now));
            }
            case REFUSED -> fail(request);
            case BUSY, FAILED -> {
                Instant again = now.plus(outcome.retryAfter().orElse(PAUSE.multipliedBy(request.sends())));
                if (request.sends() < MOST_SENDS && again.isBefore(request.expiresAt())) {
                    request.sendAgainAt(again);
                } else {
                    fail(request);
                }
            }
        }
    }

    private void fail(PushRequest request) {
        request.notSent();
        moved.fire(new PushMoved(request.attemptId()));
    }

    private static PushNotification notification(PushRequest request, Instant now) {
        TextCatalogue texts = TextCatalogue.forReader(request.language());
        String body = texts.getText("push.login.body")
                .replace("{user}", request.userName())
                .replace("{client}", request.client())
                .replace("{place}", request.place());
        return new PushNotification(
                request.id(),
                "LOGIN",
                texts.getText("push.login.title"),
                body,
                Duration.between(now, request.expiresAt()),
                // A newer request of the same attempt takes the place of one that has not arrived yet.
                Optional.of(request.attemptId().replace("-", "")));
    }
}
