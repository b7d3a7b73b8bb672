package dev.countersign.push;

import dev.countersign.announce.Claimed;
import dev.countersign.securityevent.LostNotice;
import dev.countersign.text.TextCatalogue;
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

    @Inject
    private PushStore store;

    @Inject
    private PushAddresses addresses;

    @Inject
    private PushSettings settings;

    @Inject
    private Event<PushMoved> moved;

    @Inject
    private Event<LostNotice> lost;

    @Inject
    private Clock clock;

    /**
     * A notification and where it goes.
     *
     * @param asks whether its user is asked something, or told
     */
    record Dispatch(UUID installation, PushAddress address, PushNotification notification, boolean asks) {}

    /**
     * Notifications to send now, requests before notices. What has no address or no time left any more is marked so and left out, and counts
     * among those that were taken.
     *
     * @param most how many are taken
     */
    public Claimed<Dispatch> claim(int most) {
        Instant now = clock.instant();
        List<Dispatch> due = new ArrayList<>();
        List<PushRequest> requests = store.lockDue(now, most);
        requests.forEach(request -> take(request, now).ifPresent(due::add));
        int left = most - requests.size();
        List<PushNotice> notices = left == 0 ? List.of() : store.lockDueNotices(now, left);
        notices.forEach(notice -> take(notice, now).ifPresent(due::add));
        return new Claimed<>(due, notices.size() == left);
    }

    private Optional<Dispatch> take(PushRequest request, Instant now) {
        Optional<PushAddress> address = addresses.find(request.installationId());
        if (address.isEmpty()
                || request.stateAt(now) != PushRequestState.WAITING
                || isTooLate(request.expiresAt(), now)) {
            request.sending().giveUp();
            moved.fire(new PushMoved(request.attemptId()));
            return Optional.empty();
        }
        request.sending().take(now, settings.lease());
        return Optional.of(new Dispatch(request.installationId(), address.get(), notification(request, now), true));
    }

    private Optional<Dispatch> take(PushNotice notice, Instant now) {
        Optional<PushAddress> address = addresses.find(notice.installationId());
        if (address.isEmpty() || isTooLate(notice.expiresAt(), now)) {
            notice.giveUp().ifPresent(lost::fire);
            return Optional.empty();
        }
        notice.take(now, settings.lease());
        return Optional.of(new Dispatch(notice.installationId(), address.get(), notice.notification(now), false));
    }

    /** No push service is told a life of less than a second. */
    private static boolean isTooLate(Instant end, Instant now) {
        return !now.plusSeconds(1).isBefore(end);
    }

    /** Notes what the push service said. */
    public void note(Dispatch dispatch, PushOutcome outcome) {
        Instant now = clock.instant();
        UUID id = dispatch.notification().id();
        if (dispatch.asks()) {
            PushRequest request = store.lockRequest(id);
            request.sending().note(outcome, Repetition.A_FEW, now, request.expiresAt());
            if (request.isUndelivered()) {
                moved.fire(new PushMoved(request.attemptId()));
            }
        } else {
            // Before the phone's row is locked: who is told instead may have rows that are locked before those of
            // phones.
            store.lockNotice(id).flatMap(notice -> notice.note(outcome, now)).ifPresent(lost::fire);
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
