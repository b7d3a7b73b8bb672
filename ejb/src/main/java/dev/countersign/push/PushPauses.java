package dev.countersign.push;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Enrolment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Pauses the pushes of a phone that leaves them unanswered: somebody may know the password, or the phone does not get them. Works inside
 * the caller's transaction, which holds the lock of the user.
 */
@ApplicationScoped
class PushPauses {

    @Inject
    private PushStore store;

    @Inject
    private RequestSettings settings;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<PushesPaused> paused;

    @Inject
    private Clock clock;

    /** Pauses them if the history is one to do so; true if it is. */
    boolean pause(long userId, Enrolment phone, PushHistory history) {
        Instant now = clock.instant();
        PushStanding standing = store.standing(phone.id());
        PushHistory counted = history.after(standing.countedSince());
        List<String> unanswered = enough(counted, counted.after(now.minus(settings.window())));
        if (unanswered.isEmpty()) {
            return false;
        }
        standing.suspend(now);
        audit.record(AuditFact.bySystem(
                userId,
                "PUSH_SUSPENDED",
                "UNANSWERED",
                Reference.next(),
                phone.id().toString()));
        paused.fire(new PushesPaused(userId, unanswered));
        return true;
    }

    /**
     * Unanswered attempts, if there are so many in a row, or several that took up all requests of the window by repeating them; one alone
     * does not, because whoever waits at his own login may repeat what does not come.
     */
    private List<String> enough(PushHistory counted, PushHistory recent) {
        List<String> inARow = counted.unanswered();
        if (inARow.size() >= settings.unanswered()) {
            return inARow;
        }
        List<String> late = recent.unanswered();
        return late.size() > 1 && recent.countOf(late) >= settings.most() ? late : List.of();
    }
}
