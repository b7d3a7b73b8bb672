package dev.countersign.login;

import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.sms.Turn;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Logins whose password was accepted; changes nothing, and works inside the caller's transaction. */
@ApplicationScoped
public class AskedLogins {

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private UserStore users;

    @Inject
    private SmsWay sms;

    @Inject
    private Clock clock;

    /** The login that waits for its second factor, for whoever has its secret; refused while its user is locked out. */
    public LoginOutcome<AskedLogin> find(String id, String secret) {
        return attempts.findAttempt(id, secret)
                .map(attempt -> obstacle(attempt)
                        .<LoginOutcome<AskedLogin>>map(LoginOutcome::refused)
                        .orElseGet(() -> new Granted<>(view(attempt))))
                .orElseGet(SecondFactor::unknown);
    }

    /** The newest one that a user began after a time, whatever became of it. */
    public Optional<AskedLogin> findNewest(long userId, Instant after) {
        return attempts.findNewest(userId, after).map(AskedLogins::view);
    }

    /** Why a login that asks for a code by SMS may have none sent now, by whatever limit; empty where it may. */
    public Optional<Turn> findSmsWait(AskedLogin login) {
        return sms.findWait(attempts.getAttempt(login.id()));
    }

    private Optional<Refusal> obstacle(LoginAttempt attempt) {
        AttemptState state = attempt.stateAt(clock.instant());
        return state == AttemptState.FACTOR_PENDING
                ? decisions.lock(users.getUser(attempt.userId()), attempt)
                : Optional.of(AttemptDecisions.over(attempt, state));
    }

    private static AskedLogin view(LoginAttempt attempt) {
        return new AskedLogin(attempt.id(), attempt.userId(), attempt.asked(), attempt.reference());
    }
}
