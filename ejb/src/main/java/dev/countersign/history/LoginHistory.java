package dev.countersign.history;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.lockout.DeviceCookies;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.AccessRevoked;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A user's past logins, and the way to say that one was not his. Each method is one transaction. */
@Stateless
public class LoginHistory {

    /** How long past logins are told. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final int SHOWN = 20;

    /** More than are shown: others may have come since the page was. */
    private static final int DISOWNABLE = 200;

    @Inject
    private LoginEventStore events;

    @Inject
    private UserStore users;

    @Inject
    private SessionEnds sessions;

    @Inject
    private DeviceCookies devices;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Event<SecurityEvent> security;

    @Inject
    private Event<AccessRevoked> revoked;

    @Inject
    private Clock clock;

    /** The newest past logins of the caller, the newest first. */
    public List<PastLogin> list(SignedInUser caller) {
        return list(caller.userId(), Optional.of(caller.sessionId()));
    }

    /** The same of a user, for whoever helps him: no session of his asks. */
    public List<PastLogin> listOf(long userId) {
        return list(userId, Optional.empty());
    }

    private List<PastLogin> list(long userId, Optional<String> asking) {
        List<LoginEvent> newest = newest(userId, SHOWN);
        Map<String, String> open = sessions.findOpenByAttempt(newest.stream()
                .filter(event -> event.outcome() == EventOutcome.SUCCEEDED)
                .map(LoginEvent::id)
                .toList());
        return newest.stream()
                .map(event -> view(event, asking, Optional.ofNullable(open.get(event.id()))))
                .toList();
    }

    /**
     * Takes the user's word that a login was not his: all other sessions end, what was begun and has not yielded one yet too, and
     * no device but this one is recognised any more.
     *
     * @param deviceCookie of this device; empty if it has none
     * @return empty if there is no such login, or if his session was ended, or he was locked, while the call waited for his row: it may be
     *     the one that he disowned
     */
    public Optional<Disowned> disown(SignedInUser caller, String id, String deviceCookie) {
        User user = users.lockUser(caller.userId());
        if (user.isLocked() || !sessions.isOpen(caller.sessionId())) {
            return Optional.empty();
        }
        return newest(caller.userId(), DISOWNABLE).stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .map(event -> disown(caller, user, event, deviceCookie));
    }

    private Disowned disown(SignedInUser caller, User user, LoginEvent event, String deviceCookie) {
        Instant now = clock.instant();
        Consumer<AuditFact> record = event.isDisowned() ? repeated::record : audit::record;
        event.disown(now);
        revoked.fire(new AccessRevoked(user.id()));
        int ended = sessions.endAllBut(user.id(), caller.sessionId());
        String device = devices.deviceOf(user.deviceOwner(), deviceCookie);
        user.forgetDevices(now);
        // Whoever has the password alone makes no device known by this either.
        boolean known = !device.isEmpty() || caller.session().factorId().isPresent();
        record.accept(
                AuditFact.byUser(user.id(), "LOGIN_DISOWNED", event.outcome().name(), Reference.next(), event.id()));
        security.fire(SecurityEvent.of(user.id(), SecurityEvent.Kind.SESSIONS_DISOWNED));
        return new Disowned(
                ended,
                event.isPasswordKnown(),
                known ? devices.renew(user.deviceOwner(), device, deviceCookie) : deviceCookie);
    }

    private List<LoginEvent> newest(long userId, int most) {
        return events.listNewest(LoginEvent.subjectOf(userId), clock.instant().minus(KEPT), most);
    }

    private static PastLogin view(LoginEvent event, Optional<String> asking, Optional<String> session) {
        return new PastLogin(
                event.id(),
                event.at(),
                event.outcome(),
                event.times(),
                event.clientKind(),
                event.factor(),
                event.address(),
                session.isPresent() && session.equals(asking),
                session.isPresent(),
                event.isDisowned());
    }
}
