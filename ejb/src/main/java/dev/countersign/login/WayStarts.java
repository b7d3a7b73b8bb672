package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.phone.CodeOrder;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.Turn;
import dev.countersign.push.PushObstacle;
import dev.countersign.push.PushRequests;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Starts a way in which an open attempt is answered, or starts it again. Works inside the decision about the attempt. */
@ApplicationScoped
class WayStarts {

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

    @Inject
    private PushRequests requests;

    @Inject
    private PhoneQuestions questions;

    @Inject
    private AttemptViews views;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Sends the code, again or for the first time, if the number may get an SMS now. */
    LoginOutcome<AttemptView> sms(User user, LoginAttempt attempt) {
        Instant now = clock.instant();
        Optional<Refusal> obstacle = obstacle(attempt, AskedFactor.SMS);
        if (obstacle.isPresent()) {
            return decisions.refuse(attempt, "LOGIN_SMS", obstacle.get());
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
            return decisions.refuse(attempt, "LOGIN_SMS", refusal.withRetryAfter(Duration.between(now, turn.next())));
        }
        audit.record(AuditFact.byUser(user.id(), "LOGIN_SMS", "OK", attempt.reference(), attempt.id()));
        return new Granted<>(views.view(attempt, turn));
    }

    /** Asks the authenticator a new question; the one before counts no more, and a request that waits on the phone still does. */
    LoginOutcome<AttemptView> challenge(User user, LoginAttempt attempt) {
        Optional<Refusal> obstacle = obstacle(attempt, AskedFactor.AUTHENTICATOR);
        if (obstacle.isPresent()) {
            return decisions.refuse(attempt, "LOGIN_CHALLENGE", obstacle.get());
        }
        Enrolment phone = authenticators.get(attempt.asked().enrolment().orElseThrow());
        Optional<IssuedChallenge> issued = challenges.issue(phone, attempt.id(), attempt.expiresAt());
        if (issued.isEmpty()) {
            Refusal refusal = Refusal.of(Reason.CHALLENGE_LIMIT, attempt.reference(), NextStep.WAIT);
            Duration pause = Duration.between(clock.instant(), challenges.freeAgain(phone));
            return decisions.refuse(attempt, "LOGIN_CHALLENGE", refusal.withRetryAfter(pause));
        }
        audit.record(AuditFact.byUser(user.id(), "LOGIN_CHALLENGE", "OK", attempt.reference(), attempt.id()));
        return new Granted<>(views.view(attempt));
    }

    /** Asks the phone to approve, again or for the first time; an earlier request counts no more. */
    LoginOutcome<AttemptView> push(User user, LoginAttempt attempt) {
        Optional<Refusal> obstacle = obstacle(attempt, AskedFactor.AUTHENTICATOR);
        if (obstacle.isPresent()) {
            return decisions.refuse(attempt, "LOGIN_PUSH", obstacle.get());
        }
        Enrolment phone = authenticators.get(attempt.asked().enrolment().orElseThrow());
        Optional<PushObstacle> none = requests.obstacleToRepeat(user, phone, attempt.id());
        if (none.isPresent()) {
            Refusal refusal = Refusal.of(reason(none.get()), attempt.reference(), NextStep.CHALLENGE);
            return decisions.refuse(attempt, "LOGIN_PUSH", refusal);
        }
        audit.record(AuditFact.byUser(user.id(), "LOGIN_PUSH", "OK", attempt.reference(), attempt.id()));
        return new Granted<>(views.view(attempt, questions.ask(user, attempt, phone)));
    }

    /** Why nothing is sent or asked in a way: the attempt does not wait any more, or it waits for another factor. */
    private Optional<Refusal> obstacle(LoginAttempt attempt, String factor) {
        AttemptState state = attempt.stateAt(clock.instant());
        if (state != AttemptState.FACTOR_PENDING) {
            return Optional.of(AttemptDecisions.over(attempt, state));
        }
        return attempt.factor().equals(factor)
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.OTHER_WAY, attempt.reference(), NextStep.ANSWER));
    }

    private static Reason reason(PushObstacle obstacle) {
        return switch (obstacle) {
            case SEAMLESS_OFF -> Reason.PUSH_OFF;
            case SUSPENDED -> Reason.PUSH_SUSPENDED;
            case UNREACHABLE -> Reason.PUSH_UNREACHABLE;
            case TOO_MANY -> Reason.PUSH_LIMIT;
        };
    }
}
