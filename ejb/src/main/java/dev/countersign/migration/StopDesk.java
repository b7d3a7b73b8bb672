package dev.countersign.migration;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.notice.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A user stops the phone that took the place of his own, by the link of the notice. One transaction. */
@Stateless
public class StopDesk {

    @Inject
    private UserStore users;

    @Inject
    private MoveStore store;

    @Inject
    private Authenticators authenticators;

    @Inject
    private SessionEnds sessions;

    @Inject
    private MoveSettings settings;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** What the press came to. */
    public enum Stop {
        /** The new phone is stopped, now or by an earlier press. */
        STOPPED,
        /** No move has this token. */
        UNKNOWN,
        /** The time to stop it is over. */
        EXPIRED
    }

    /**
     * Ends the phone that the user's authenticator moved to, wherever it went on from there, and the sessions since then. It keeps its
     * place, answering nothing, so that nobody gets in by an SMS in its stead; the help desk ends that.
     */
    public Stop stop(String token) {
        Optional<Long> userId = store.findUserId(token);
        if (userId.isEmpty()) {
            return Stop.UNKNOWN;
        }
        User user = users.lockUser(userId.get());
        PhoneMove move = store.lock(token);
        Instant now = clock.instant();
        if (move.isStopped()) {
            return Stop.STOPPED;
        }
        if (move.isSettled(now, settings.stopLife())) {
            return Stop.EXPIRED;
        }
        authenticators
                .findActive(user.id())
                .filter(phone -> !phone.createdAt().isBefore(move.createdAt()))
                .ifPresent(this::end);
        sessions.endAllSince(user.id(), move.createdAt());
        store.listNotStopped(user.id()).forEach(one -> one.stop(now));
        audit.record(AuditFact.byUser(user.id(), "AUTHENTICATOR_STOPPED", "OK", Reference.next(), move.id()));
        events.fire(SecurityEvent.of(user.id(), SecurityEvent.Kind.FACTOR_REMOVED));
        return Stop.STOPPED;
    }

    private void end(Enrolment phone) {
        authenticators.end(phone, EnrolmentState.STOPPED);
    }
}
