package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.factor.FactorKind;
import dev.countersign.lockout.Lockout;
import dev.countersign.login.LoginAttempt.Verdict;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The frame of every decision about an attempt, whoever asks for it: the row of the user is locked and then that of the
 * attempt, nothing is decided while the user is locked out, and who waits is told. Works inside the caller's transaction.
 */
@ApplicationScoped
class AttemptDecisions {

    @Inject
    private UserStore users;

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private Lockout lockout;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private AttemptEnds ends;

    @Inject
    private Clock clock;

    /** Decides, unless the user is locked out. */
    <T> LoginOutcome<T> decide(long userId, String attempt, BiFunction<User, LoginAttempt, LoginOutcome<T>> decision) {
        return decide(users.lockUser(userId), attempt, decision);
    }

    /** The same for a user whose row is locked. */
    <T> LoginOutcome<T> decide(User owner, String attempt, BiFunction<User, LoginAttempt, LoginOutcome<T>> decision) {
        return change(owner, attempt, (user, locked) -> {
            if (locked.asksFor(FactorKind.DISPLAY_CARD)) {
                lockout.takeTurn(locked.lane());
            }
            Optional<Refusal> lock = lock(user, locked);
            if (lock.isPresent()) {
                return refuse(locked, "LOGIN_FACTOR", lock.get());
            }
            changed.fire(new AttemptChanged(attempt));
            return decision.apply(user, locked);
        });
    }

    /** Decides also while the user is locked out; the user's row is locked before. */
    <T> LoginOutcome<T> change(User user, String attempt, BiFunction<User, LoginAttempt, LoginOutcome<T>> decision) {
        LoginAttempt locked = attempts.lockAttempt(attempt);
        AttemptState before = locked.state();
        LoginOutcome<T> outcome = decision.apply(user, locked);
        if (locked.isOver() && !before.isEnd()) {
            ends.announce(locked, before);
        }
        return outcome;
    }

    /** Counts a wrong answer to the second factor, in whatever way it came. */
    void countWrongAnswer(User user, LoginAttempt attempt, Reason reason) {
        if (lockout.factorFailed(attempt.lane(), jurisdictions.limits(user.jurisdiction()))) {
            audit.record(AuditFact.ofClosedLane(user.id(), reason.name(), attempt.reference(), attempt.id()));
        }
    }

    /** Refuses. What costs no try can come without end: the first of an hour is recorded, and the others are counted. */
    <T> LoginOutcome<T> refuse(LoginAttempt attempt, String type, Refusal refusal) {
        AuditFact fact =
                AuditFact.byUser(attempt.userId(), type, refusal.reason().name(), refusal.reference(), attempt.id());
        repeated.refused(fact, refusal.triesLeft());
        return LoginOutcome.refused(refusal);
    }

    /** The same without a lock; it says first that the user is locked out, if he is. */
    <T> LoginOutcome<T> refuseEnded(LoginAttempt attempt, String type) {
        return lock(users.getUser(attempt.userId()), attempt)
                .map(refusal -> this.<T>refuse(attempt, "LOGIN_FACTOR", refusal))
                .orElseGet(() -> refuseOver(attempt, type));
    }

    /** Refuses a step of an attempt that is over. */
    <T> LoginOutcome<T> refuseOver(LoginAttempt attempt, String type) {
        return refuse(attempt, type, over(attempt, attempt.stateAt(clock.instant())));
    }

    /** Why an answer is not taken. */
    Refusal refusal(LoginAttempt attempt, Verdict verdict, Reason reason, NextStep again) {
        return switch (verdict) {
            case WRONG -> wrong(attempt, reason, again).withTriesLeft(attempt.triesLeft());
            case CODE_EXPIRED -> Refusal.of(reason, attempt.reference(), again);
            case ATTEMPT_EXPIRED, ATTEMPT_OVER, ACCEPTED -> over(attempt, attempt.stateAt(clock.instant()));
        };
    }

    private static Refusal wrong(LoginAttempt attempt, Reason reason, NextStep again) {
        return attempt.triesLeft() > 0
                ? Refusal.of(reason, attempt.reference(), NextStep.ANSWER, again)
                : Refusal.of(reason, attempt.reference(), NextStep.NEW_LOGIN);
    }

    /** Why an attempt takes no more steps: it was denied, is too old, or over in another way. */
    static Refusal over(LoginAttempt attempt, AttemptState state) {
        Reason reason = state == AttemptState.EXPIRED
                ? Reason.ATTEMPT_EXPIRED
                : state == AttemptState.DENIED ? Reason.DENIED : Reason.ATTEMPT_OVER;
        return Refusal.of(reason, attempt.reference(), NextStep.NEW_LOGIN);
    }

    /** Why nothing is told of an attempt or decided about it: the user is locked out. */
    Optional<Refusal> lock(User user, LoginAttempt attempt) {
        return user.isLocked()
                ? Optional.of(locked(attempt))
                : lockout.lockedUntil(attempt.lane())
                        .map(until -> locked(attempt).withRetryAfter(Duration.between(clock.instant(), until)));
    }

    private static Refusal locked(LoginAttempt attempt) {
        return Refusal.of(Reason.LOCKED, attempt.reference(), NextStep.HELP_DESK);
    }
}
