package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.lockout.Lockout;
import dev.countersign.login.LoginAttempt.Verdict;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.phone.CodeOrder;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.Turn;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Everything that happens to an attempt after it was opened. Each method is one transaction that holds the user's row
 * and then the attempt's, so that of fifty right answers one is accepted.
 */
@Stateless
public class SecondFactor {

    @Inject
    private UserStore users;

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

    @Inject
    private Ways ways;

    @Inject
    private AttemptViews views;

    @Inject
    private LoginYield yields;

    @Inject
    private Lockout lockout;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private Event<AttemptEnded> ended;

    @Inject
    private Clock clock;

    /** Shows the attempt; changes nothing. */
    public LoginOutcome<AttemptView> find(String id, String secret) {
        Optional<LoginAttempt> attempt = attempts.findAttempt(id, secret);
        return attempt.<LoginOutcome<AttemptView>>map(found -> new Granted<>(views.view(found)))
                .orElseGet(SecondFactor::unknown);
    }

    /** Sends the code, again or for the first time, if the number may get an SMS now. */
    public LoginOutcome<AttemptView> sendSms(String id, String secret) {
        return decide(id, secret, this::sendSms);
    }

    /** Asks the authenticator a new question; the one before counts no more. */
    public LoginOutcome<AttemptView> askChallenge(String id, String secret) {
        return decide(id, secret, this::ask);
    }

    /** Takes a typed code. Blanks and hyphens are left out; nothing else is forgiven. */
    public LoginOutcome<AttemptState> answer(String id, String secret, String typed) {
        return decide(id, secret, (user, attempt) -> answer(user, attempt, typed));
    }

    /**
     * Opens the session of an accepted attempt, exactly once.
     *
     * @param deviceCookie as the client sent it; empty if it sent none
     */
    public LoginOutcome<CompletedLogin> issueToken(String id, String secret, String deviceCookie) {
        return decide(
                id,
                secret,
                (user, attempt) ->
                        complete(user, attempt, "LOGIN_TOKEN", () -> yields.token(user, attempt, deviceCookie)));
    }

    /** Opens the session of an accepted attempt in a browser; once, and instead of a token. */
    public LoginOutcome<BrowserLogin> openSession(String id, String secret, BroughtCookies brought) {
        return decide(
                id,
                secret,
                (user, attempt) ->
                        complete(user, attempt, "LOGIN_SESSION", () -> yields.session(user, attempt, brought)));
    }

    /** Gives the attempt up, also while the user is locked out. */
    public LoginOutcome<AttemptState> cancel(String id, String secret) {
        return change(id, secret, (user, attempt) -> cancel(attempt));
    }

    private <T> LoginOutcome<T> decide(
            String id, String secret, BiFunction<User, LoginAttempt, LoginOutcome<T>> decision) {
        return change(id, secret, (user, attempt) -> {
            Optional<Refusal> locked = locked(user, attempt);
            if (locked.isPresent()) {
                return refuse(attempt, "LOGIN_FACTOR", locked.get());
            }
            changed.fire(new AttemptChanged(id));
            return decision.apply(user, attempt);
        });
    }

    private <T> LoginOutcome<T> change(
            String id, String secret, BiFunction<User, LoginAttempt, LoginOutcome<T>> decision) {
        Optional<Long> userId = attempts.findUserId(id, secret);
        if (userId.isEmpty()) {
            return unknown();
        }
        User user = users.lockUser(userId.get());
        LoginAttempt attempt = attempts.lockAttempt(id);
        boolean wasOver = attempt.isOver();
        LoginOutcome<T> outcome = decision.apply(user, attempt);
        if (attempt.isOver() && !wasOver) {
            ended.fire(attempt.ended());
        }
        return outcome;
    }

    private Optional<Refusal> locked(User user, LoginAttempt attempt) {
        Refusal locked = Refusal.of(Reason.LOCKED, attempt.reference(), NextStep.HELP_DESK);
        if (user.isLocked()) {
            return Optional.of(locked);
        }
        return lockout.lockedUntil(attempt.lane())
                .map(until -> locked.withRetryAfter(Duration.between(clock.instant(), until)));
    }

    private LoginOutcome<AttemptView> sendSms(User user, LoginAttempt attempt) {
        Instant now = clock.instant();
        Optional<Refusal> obstacle = obstacle(attempt, AskedFactor.SMS);
        if (obstacle.isPresent()) {
            return refuse(attempt, "LOGIN_SMS", obstacle.get());
        }
        MobileNumber number = numbers.getNumber(attempt.asked().numberId().orElseThrow());
        Turn turn = codes.send(new CodeOrder(
                CodePurpose.LOGIN,
                attempt.id(),
                number.e164(),
                attempt.language(),
                user.jurisdiction(),
                attempt.expiresAt()));
        if (!turn.isTaken()) {
            Reason reason = turn.kind() == Turn.Kind.LIMIT ? Reason.SMS_LIMIT : Reason.SMS_COOLDOWN;
            Refusal refusal = Refusal.of(reason, attempt.reference(), NextStep.ANSWER, NextStep.SMS);
            return refuse(attempt, "LOGIN_SMS", refusal.withRetryAfter(Duration.between(now, turn.next())));
        }
        audit.record(AuditFact.byUser(user.id(), "LOGIN_SMS", "OK", attempt.reference(), attempt.id()));
        return new Granted<>(views.view(attempt, turn));
    }

    private LoginOutcome<AttemptView> ask(User user, LoginAttempt attempt) {
        Optional<Refusal> obstacle = obstacle(attempt, AskedFactor.AUTHENTICATOR);
        if (obstacle.isPresent()) {
            return refuse(attempt, "LOGIN_CHALLENGE", obstacle.get());
        }
        Enrolment phone = authenticators.get(attempt.asked().enrolment().orElseThrow());
        Optional<IssuedChallenge> issued = challenges.issue(phone, attempt.id(), attempt.expiresAt());
        if (issued.isEmpty()) {
            Refusal refusal = Refusal.of(Reason.CHALLENGE_LIMIT, attempt.reference(), NextStep.WAIT);
            Duration pause = Duration.between(clock.instant(), challenges.freeAgain(phone));
            return refuse(attempt, "LOGIN_CHALLENGE", refusal.withRetryAfter(pause));
        }
        audit.record(AuditFact.byUser(user.id(), "LOGIN_CHALLENGE", "OK", attempt.reference(), attempt.id()));
        return new Granted<>(views.view(attempt, issued.get()));
    }

    /** Why nothing is sent or asked in a way: the attempt does not wait any more, or it waits for another factor. */
    private Optional<Refusal> obstacle(LoginAttempt attempt, String factor) {
        AttemptState state = attempt.stateAt(clock.instant());
        if (state != AttemptState.FACTOR_PENDING) {
            Reason reason = state == AttemptState.EXPIRED ? Reason.ATTEMPT_EXPIRED : Reason.ATTEMPT_OVER;
            return Optional.of(Refusal.of(reason, attempt.reference(), NextStep.NEW_LOGIN));
        }
        return attempt.factor().equals(factor)
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.OTHER_WAY, attempt.reference(), NextStep.ANSWER));
    }

    private LoginOutcome<AttemptState> answer(User user, LoginAttempt attempt, String typed) {
        Instant now = clock.instant();
        Optional<Way> way = ways.find(attempt);
        Optional<Way.Asked> asked = way.map(known -> known.find(attempt));
        TypedAnswer answer = new TypedAnswer(() -> asked.orElseThrow().compare(typed));
        Verdict verdict = attempt.answer(answer, now);
        if (attempt.stateAt(now) != AttemptState.FACTOR_PENDING) {
            asked.ifPresent(Way.Asked::end);
        }
        if (verdict == Verdict.WRONG) {
            countWrongAnswer(user, attempt, answer.reason());
        }
        if (verdict != Verdict.ACCEPTED) {
            NextStep again = way.map(Way::again).orElse(NextStep.NEW_LOGIN);
            return refuse(attempt, "LOGIN_FACTOR", refusal(attempt, verdict, answer.reason(), again));
        }
        audit.record(AuditFact.byUser(user.id(), "LOGIN_FACTOR", "OK", attempt.reference(), attempt.id()));
        return new Granted<>(attempt.stateAt(now));
    }

    private void countWrongAnswer(User user, LoginAttempt attempt, Reason reason) {
        lockout.factorFailed(attempt.lane(), jurisdictions.limits(user.jurisdiction()));
        if (lockout.lockedUntil(attempt.lane()).isPresent()) {
            audit.record(
                    AuditFact.byUser(user.id(), "LOGIN_LANE_CLOSED", reason.name(), attempt.reference(), attempt.id()));
        }
    }

    private <T> LoginOutcome<T> complete(User user, LoginAttempt attempt, String type, Supplier<T> yielded) {
        Instant now = clock.instant();
        boolean due = attempt.stateAt(now) == AttemptState.FACTOR_PENDING;
        Verdict verdict = attempt.complete(now);
        if (verdict != Verdict.ACCEPTED) {
            Refusal refusal =
                    due ? Refusal.of(Reason.FACTOR_DUE, attempt.reference(), NextStep.ANSWER) : over(attempt, verdict);
            return refuse(attempt, type, refusal);
        }
        T result = yielded.get();
        audit.record(AuditFact.byUser(user.id(), type, "OK", attempt.reference(), attempt.id()));
        return new Granted<>(result);
    }

    private LoginOutcome<AttemptState> cancel(LoginAttempt attempt) {
        Verdict verdict = attempt.cancel(clock.instant());
        if (verdict != Verdict.ACCEPTED) {
            return refuse(attempt, "LOGIN_CANCELLED", over(attempt, verdict));
        }
        ways.end(attempt);
        audit.record(AuditFact.byUser(attempt.userId(), "LOGIN_CANCELLED", "OK", attempt.reference(), attempt.id()));
        changed.fire(new AttemptChanged(attempt.id()));
        return new Granted<>(AttemptState.CANCELLED);
    }

    private static Refusal refusal(LoginAttempt attempt, Verdict verdict, Reason reason, NextStep again) {
        return switch (verdict) {
            case WRONG -> wrong(attempt, reason, again).withTriesLeft(attempt.triesLeft());
            case CODE_EXPIRED -> Refusal.of(reason, attempt.reference(), again);
            case ATTEMPT_EXPIRED, ATTEMPT_OVER, ACCEPTED -> over(attempt, verdict);
        };
    }

    private static Refusal over(LoginAttempt attempt, Verdict verdict) {
        return switch (verdict) {
            case ATTEMPT_EXPIRED -> Refusal.of(Reason.ATTEMPT_EXPIRED, attempt.reference(), NextStep.NEW_LOGIN);
            case ATTEMPT_OVER -> Refusal.of(Reason.ATTEMPT_OVER, attempt.reference(), NextStep.NEW_LOGIN);
            case ACCEPTED, WRONG, CODE_EXPIRED -> throw new IllegalArgumentException(verdict + " is no end");
        };
    }

    private static Refusal wrong(LoginAttempt attempt, Reason reason, NextStep again) {
        return attempt.triesLeft() > 0
                ? Refusal.of(reason, attempt.reference(), NextStep.ANSWER, again)
                : Refusal.of(reason, attempt.reference(), NextStep.NEW_LOGIN);
    }

    private <T> LoginOutcome<T> refuse(LoginAttempt attempt, String type, Refusal refusal) {
        audit.record(
                AuditFact.byUser(attempt.userId(), type, refusal.reason().name(), refusal.reference(), attempt.id()));
        return LoginOutcome.refused(refusal);
    }

    private static <T> LoginOutcome<T> unknown() {
        return LoginOutcome.refused(Refusal.of(Reason.UNKNOWN_ATTEMPT, Reference.next(), NextStep.NEW_LOGIN));
    }
}
