package dev.countersign.move;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.number.UndoneNumbers;
import dev.countersign.ownfactor.FactorEnds;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.User;
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
    private MoveStore store;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Factors factors;

    @Inject
    private FactorEnds ends;

    @Inject
    private UndoneNumbers numbers;

    @Inject
    private SessionEnds sessions;

    @Inject
    private MoveSettings settings;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Event<PhoneStopped> stopped;

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
     * Ends the phone that the user's authenticator moved to, wherever it went on from there, the sessions since then, and what was added to
     * his factors, numbers and orders since then: whoever has the phone could have proven it for that. Login codes go to the number again that
     * they went to then. The phone keeps its place, answering nothing, so that nobody gets in by an SMS in its stead; the help desk ends that.
     */
    public Stop stop(String token) {
        Optional<Long> userId = store.findUserId(token);
        if (userId.isEmpty()) {
            return Stop.UNKNOWN;
        }
        User user = ends.lock(userId.get(), factor -> true);
        PhoneMove move = store.lock(token);
        Instant now = clock.instant();
        if (move.isStopped()) {
            return Stop.STOPPED;
        }
        if (move.isSettled(now, settings.stopLife())) {
            return Stop.EXPIRED;
        }
        Instant since = move.since();
        authenticators
                .findActive(user.id())
                .filter(phone -> !phone.createdAt().isBefore(since))
                .ifPresent(this::end);
        endAdded(user, move);
        numbers.undo(user.id(), since, move.numberId()).forEach(number -> recordEnd(user, FactorKind.SMS, move));
        stopped.fire(new PhoneStopped(user.id(), since));
        sessions.endAllSince(user.id(), since);
        store.listNotStopped(user.id()).forEach(one -> one.stop(now));
        audit.record(AuditFact.byUser(user.id(), "AUTHENTICATOR_STOPPED", "OK", Reference.next(), move.id()));
        events.fire(SecurityEvent.of(user.id(), SecurityEvent.Kind.FACTOR_REMOVED));
        return Stop.STOPPED;
    }

    private void endAdded(User user, PhoneMove move) {
        factors.listAll(user.id()).stream()
                .filter(factor -> factor.kind() != FactorKind.AUTHENTICATOR)
                .filter(factor -> factor.since()
                        .filter(since -> !since.isBefore(move.since()))
                        .isPresent())
                .forEach(factor -> {
                    if (ends.end(user.id(), factor, FactorEnd.LOST)) {
                        recordEnd(user, factor.kind(), move);
                    }
                });
    }

    private void recordEnd(User user, FactorKind kind, PhoneMove move) {
        audit.record(AuditFact.byUser(user.id(), "FACTOR_STOPPED", kind.name(), Reference.next(), move.id()));
    }

    private void end(Enrolment phone) {
        authenticators.end(phone, EnrolmentState.STOPPED);
    }
}
