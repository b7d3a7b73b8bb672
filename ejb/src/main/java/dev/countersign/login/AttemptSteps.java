package dev.countersign.login;

import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
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
    private StepReplies replies;

    @Inject
    private AttemptTurns turns;

    @Inject
    private Clock clock;

    /** Decides, unless the attempt is over or the user is locked out. */
    <T> LoginOutcome<T> decide(AttemptKey key, Step<T> step) {
        Step<T> unlessLocked = new Step<>(
                step.type(),
                step.decision(),
                (user, attempt) -> decisions
                        .lock(user, attempt)
                        .map(LoginOutcome::<T>refused)
                        .orElseGet(() -> step.again().apply(user, attempt)));
        return take(
                key,
                unlessLocked,
                over -> decisions.refuseEnded(over, step.type()),
                owner -> decisions.decide(owner, key.id(), step.decision()));
    }

    /** The same also while the user is locked out. */
    <T> LoginOutcome<T> change(AttemptKey key, Step<T> step) {
        return take(
                key,
                step,
                over -> decisions.refuseOver(over, step.type()),
                owner -> decisions.change(owner, key.id(), step.decision()));
    }

    private <T> LoginOutcome<T> take(
            AttemptKey key,
            Step<T> step,
            Function<LoginAttempt, LoginOutcome<T>> refusal,
            Function<User, LoginOutcome<T>> decision) {
        return turns.take(
                        key.secret(),
                        () -> attempts.lockUser(key.id(), key.secret(), clock.instant())
                                .map(owner -> replies.find(key, step)
                                        .orElseGet(() -> replies.remember(key, step, decision.apply(owner))))
                                .orElseGet(() -> attempts.findAttempt(key.id(), key.secret())
                                        .map(over -> replies.find(key, step).orElseGet(() -> refusal.apply(over)))
                                        .orElseGet(SecondFactor::unknown)))
                .orElseGet(() -> LoginOutcome.refused(Refusal.busy()));
    }
}
