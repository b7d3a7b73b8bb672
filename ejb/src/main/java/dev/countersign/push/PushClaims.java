package dev.countersign.push;

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

    @Inject
    private PushStore store;

    @Inject
    private PushAddresses addresses;

    @Inject
    private Event<PushMoved> moved;

    @Inject
    private Clock clock;

    /**
     * A notification and where it goes.
     *
     * @param asks whether its user is asked something, or told
     */
    record Dispatch(UUID installation, PushAddress address, PushNotification notification, boolean asks) {}

    /** Notifications to send now. What has no address or no time left any more is marked so and left out. */
    public List<Dispatch> claim() {
        Instant now = clock.instant();
        List<Dispatch> due = new ArrayList<>();
        for (PushRequest request : store.lockDue(now, BATCH)) {
            Optional<PushAddress> address = addresses.find(request.installationId());
            if (address.isEmpty() || request.stateAt(now) != PushRequestState.WAITING) {
                request.sending().giveUp();
                moved.fire(new PushMoved(request.attemptId()));
            } else {
                request.sending().take(now);
                due.add(new Dispatch(request.installationId(), address.get(), notification(request, now), true));
            }
        }
        for (PushNotice notice : store.lockDueNotices(now, BATCH)) {
            Optional<PushAddress> address = addresses.find(notice.installationId());
            if (address.isEmpty() || !now.plusSeconds(1).isBefore(notice.expiresAt())) {
                notice.sending().giveUp();
            } else {
                notice.sending().take(now);
                due.add(new Dispatch(notice.installationId(), address.get(), notice.notification(now), false));
            }
        }
        return due;
    }

    /** Notes what the push service said. */
    public void note(Dispatch dispatch, PushOutcome outcome) {
        Instant now = clock.instant();
        UUID id = dispatch.notification().id();
        if (dispatch.asks()) {
            PushRequest request = store.lockRequest(id);
            request.sending().note(outcome, now, request.expiresAt());
            if (request.isUndelivered()) {
                moved.fire(new PushMoved(request.attemptId()));
            }
        } else {
            store.lockNotice(id).ifPresent(notice -> notice.sending().note(outcome, now, notice.expiresAt()));
        }
        if (outcome.kind() == PushOutcome.Kind.ADDRESS_DEAD) {
            addresses.reject(dispatch.installation(), dispatch.address(), now);
        }
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
