package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.push.PushObstacle;
import dev.countersign.push.PushRequest;
import dev.countersign.push.PushRequestState;
import dev.countersign.push.PushRequests;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A phone: it answers a challenge that the user types on it, or approves a request that it was sent. Typed answers are compared
 * with the challenge; a request may wait beside it.
 */
@ApplicationScoped
class AuthenticatorWay implements Way {

    @Inject
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

    @Inject
    private PushRequests requests;

    @Inject
    private PhoneQuestions questions;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    @Override
    public FactorKind kind() {
        return FactorKind.AUTHENTICATOR;
    }

    @Override
    public Optional<Refusal> obstacle(User user, ClientKind client, OwnedFactor factor) {
        Enrolment phone = authenticators.get(UUID.fromString(factor.ref().id()));
        return isFree(phone) || requests.obstacle(user, phone).isEmpty()
                ? Optional.empty()
                : Optional.of(tooMany(Reference.next(), challenges.freeAgain(phone)));
    }

    /** The phone is asked to approve; where that is not possible it answers a challenge, and where that may not arrive either one. */
    @Override
    public Started begin(User user, LoginAttempt attempt) {
        Enrolment phone = phone(attempt);
        Optional<PushRequest> asked = requests.obstacle(user, phone).isEmpty()
                ? Optional.of(questions.askFirst(user, attempt, phone))
                : Optional.empty();
        return asked.filter(request -> !isChallengeBetter(phone))
                .map(request -> started(attempt, request))
                .orElseGet(() -> started(
                        attempt,
                        challenges.issueFirst(phone, attempt.id(), attempt.expiresAt()),
                        asked.flatMap(PushRequest::number)));
    }

    @Override
    public LoginOutcome<Started> start(User user, LoginAttempt attempt) {
        Enrolment phone = phone(attempt);
        if (requests.obstacleToRepeat(user, phone, attempt.id()).isPresent()) {
            return challenge(user, attempt);
        }
        LoginOutcome<Started> pushed = push(user, attempt);
        return isChallengeBetter(phone) ? challenge(user, attempt) : pushed;
    }

    /** Whether a challenge is shown though the phone was asked to approve: that hardly arrives. */
    private boolean isChallengeBetter(Enrolment phone) {
        return requests.isDoubtful(phone) && isFree(phone);
    }

    private boolean isFree(Enrolment phone) {
        return !challenges.freeAgain(phone).isAfter(clock.instant());
    }

    /** Asks the authenticator a new question; the one before counts no more, and a request that waits on the phone still does. */
    LoginOutcome<Started> challenge(User user, LoginAttempt attempt) {
        Enrolment phone = phone(attempt);
        Optional<IssuedChallenge> issued = challenges.issue(phone, attempt.id(), attempt.expiresAt());
        if (issued.isEmpty()) {
            return decisions.refuse(
                    attempt, "LOGIN_CHALLENGE", tooMany(attempt.reference(), challenges.freeAgain(phone)));
        }
        audit.record(AuditFact.byUser(user.id(), "LOGIN_CHALLENGE", "OK", attempt.reference(), attempt.id()));
        return new Granted<>(started(attempt, issued.get(), numberThatWaits(requests.list(attempt.id()))));
    }

    /** Asks the phone to approve, again or for the first time; an earlier request counts no more. */
    LoginOutcome<Started> push(User user, LoginAttempt attempt) {
        Enrolment phone = phone(attempt);
        Optional<PushObstacle> none = requests.obstacleToRepeat(user, phone, attempt.id());
        if (none.isPresent()) {
            Refusal refusal = Refusal.of(reason(none.get()), attempt.reference(), NextStep.CHALLENGE);
            return decisions.refuse(attempt, "LOGIN_PUSH", refusal);
        }
        audit.record(AuditFact.byUser(user.id(), "LOGIN_PUSH", "OK", attempt.reference(), attempt.id()));
        return new Granted<>(started(attempt, questions.ask(user, attempt, phone)));
    }

    /** Of challenge and request the newer one is shown; the other one counts all the same. */
    @Override
    public Optional<Started> show(LoginAttempt attempt) {
        Optional<IssuedChallenge> issued = challenges.findNewest(attempt.id());
        List<PushRequest> all = requests.list(attempt.id());
        return all.stream()
                .findFirst()
                .filter(asked -> issued.isEmpty() || issued.get().createdAt().isBefore(asked.createdAt()))
                .map(asked -> started(attempt, asked, requests.resendsLeft(all)))
                .or(() -> issued.map(asked -> started(attempt, asked, numberThatWaits(all))));
    }

    @Override
    public Asked find(LoginAttempt attempt) {
        return new Question(attempt.id(), challenges.findNewest(attempt.id()));
    }

    @Override
    public NextStep again() {
        return NextStep.CHALLENGE;
    }

    private Enrolment phone(LoginAttempt attempt) {
        return authenticators.get(attempt.enrolment());
    }

    private Refusal tooMany(Reference reference, Instant freeAgain) {
        return Refusal.of(Reason.CHALLENGE_LIMIT, reference, NextStep.WAIT)
                .withRetryAfter(Duration.between(clock.instant(), freeAgain));
    }

    /** The digits that the phone still asks for, of the newest request. */
    private Optional<String> numberThatWaits(List<PushRequest> all) {
        Instant now = clock.instant();
        return all.stream()
                .findFirst()
                .filter(asked -> asked.stateAt(now) == PushRequestState.WAITING)
                .flatMap(PushRequest::number);
    }

    private Started started(LoginAttempt attempt, IssuedChallenge asked, Optional<String> number) {
        return Started.challenge(
                asked.isAlive(clock.instant()) ? "ISSUED" : "EXPIRED",
                attempt.triesLeft(),
                asked.question(),
                asked.expiresAt(),
                number,
                requests.isPaused(attempt.enrolment()));
    }

    private Started started(LoginAttempt attempt, PushRequest request) {
        return started(attempt, request, requests.resendsLeft(attempt.id()));
    }

    private Started started(LoginAttempt attempt, PushRequest request, int resendsLeft) {
        return Started.push(word(request), attempt.triesLeft(), request.expiresAt(), request.number(), resendsLeft);
    }

    private String word(PushRequest request) {
        PushRequestState state = request.stateAt(clock.instant());
        if (state != PushRequestState.WAITING) {
            return state.name();
        }
        if (request.isOpened()) {
            return "OPENED";
        }
        return request.isUndelivered() ? "FAILED" : "SENT";
    }

    private static Reason reason(PushObstacle obstacle) {
        return switch (obstacle) {
            case SEAMLESS_OFF -> Reason.PUSH_OFF;
            case SUSPENDED -> Reason.PUSH_SUSPENDED;
            case UNREACHABLE -> Reason.PUSH_UNREACHABLE;
            case TOO_MANY -> Reason.PUSH_LIMIT;
        };
    }

    private final class Question implements Asked {

        private final String attempt;
        private final Optional<IssuedChallenge> newest;

        Question(String attempt, Optional<IssuedChallenge> newest) {
            this.attempt = attempt;
            this.newest = newest;
        }

        @Override
        public Reading compare(FactorAnswer answer) {
            return switch (challenges.check(newest, answer.typed())) {
                case RIGHT -> new Reading(CodeCheck.RIGHT, Reason.CR_WRONG);
                case WRONG -> new Reading(CodeCheck.WRONG, Reason.CR_WRONG);
                case OTHER_USER -> new Reading(CodeCheck.WRONG, Reason.CR_WRONG_USER);
                case EXPIRED -> new Reading(CodeCheck.EXPIRED, Reason.CR_EXPIRED);
            };
        }

        @Override
        public void end() {
            newest.ifPresent(challenges::retire);
            requests.end(attempt);
        }

        @Override
        public void retire() {
            end();
        }
    }
}
