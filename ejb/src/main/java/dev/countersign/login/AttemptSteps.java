package dev.countersign.login;

import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Lets whoever has the secret of an attempt take a step of it. Ends are final: of an attempt that is over it is told without a lock. Works
 * inside the caller's transaction.
 */
@ApplicationScoped
class AttemptSteps {

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private AttemptTurns turns;

    @Inject
    private Clock clock;

    /**
     * Decides, unless the attempt is over or the user is locked out.
     *
     * @param type of the audit entry of a refusal
     */
    <T> LoginOutcome<T> decide(
            String id, String secret, String type, BiFunction<User, LoginAttempt, LoginOutcome<T>> decision) {
        return take(
                id, secret, over -> decisions.refuseEnded(over, type), owner -> decisions.decide(owner, id, decision));
    }

    /** The same also while the user is locked out. */
    <T> LoginOutcome<T> change(
            String id, String secret, String type, BiFunction<User, LoginAttempt, LoginOutcome<T>> decision) {
        return take(
                id, secret, over -> decisions.refuseOver(over, type), owner -> decisions.change(owner, id, decision));
    }

    private <T> LoginOutcome<T> take(
            String id,
            String secret,
            Function<LoginAttempt, LoginOutcome<T>> refusal,
            Function<User, LoginOutcome<T>> decision) {
        return turns.take(
                        secret,
                        () -> attempts.lockUser(id, secret, clock.instant())
                                .map(decision)
                                .orElseGet(() -> attempts.findAttempt(id, secret)
                                        .map(refusal)
                                        .orElseGet(SecondFactor::unknown)))
                .orElseGet(() -> LoginOutcome.refused(Refusal.busy()));
    }
}
