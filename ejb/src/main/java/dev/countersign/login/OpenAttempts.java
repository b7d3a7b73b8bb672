package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.user.AccessRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends attempts before their time; works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
public class OpenAttempts {

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private Ways ways;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private Event<AttemptEnded> ended;

    @Inject
    private Clock clock;

    /** Ends all attempts of the user that might still yield a token: what they were begun with holds no more. */
    public void endAll(long userId) {
        attempts.lockOpen(userId).forEach(this::supersede);
    }

    /**
     * Makes room for an attempt of this client: ends those that it began before and left waiting for a factor, so that of two logins of one
     * browser the newer one alone is asked about, and of all others the oldest, so that with one more there are {@code most}. A client is
     * told by its device, which nobody else has the cookie of; one of a device that is not known ends no other's.
     */
    void makeRoom(long userId, Client client, int most) {
        Instant now = clock.instant();
        Map<Boolean, List<LoginAttempt>> pending = attempts.lockPending(userId).stream()
                .filter(attempt -> attempt.stateAt(now) == AttemptState.FACTOR_PENDING)
                .sorted(Comparator.comparing(LoginAttempt::createdAt))
                .collect(Collectors.partitioningBy(attempt -> attempt.isOf(client)));
        List<LoginAttempt> others = pending.getOrDefault(false, List.of());
        Stream.concat(
                        pending.getOrDefault(true, List.of()).stream(),
                        others.subList(0, Math.max(0, others.size() + 1 - most)).stream())
                .forEach(this::supersede);
    }

    void onRevoked(@Observes AccessRevoked event) {
        endAll(event.userId());
    }

    void supersede(LoginAttempt attempt) {
        attempt.supersede();
        ways.find(attempt).ifPresent(way -> way.find(attempt).retire());
        audit.record(AuditFact.bySystem(attempt.userId(), "LOGIN_SUPERSEDED", "OK", attempt.reference(), attempt.id()));
        ended.fire(attempt.ended());
        changed.fire(new AttemptChanged(attempt.id()));
    }
}
