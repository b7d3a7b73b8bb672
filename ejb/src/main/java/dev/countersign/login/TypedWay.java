package dev.countersign.login;

import dev.countersign.audit.Reference;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedFactor;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A factor of any kind that is answered by typing alone. */
final class TypedWay implements Way {

    private final TypedFactor factor;
    private final AttemptDecisions decisions;
    private final Clock clock;

    TypedWay(TypedFactor factor, AttemptDecisions decisions, Clock clock) {
        this.factor = factor;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public FactorKind kind() {
        return factor.kind();
    }

    @Override
    public Optional<Refusal> obstacle(User user, ClientKind client, OwnedFactor owned) {
        return obstacle(owned.ref().id(), client, Reference.next());
    }

    private Optional<Refusal> obstacle(String id, ClientKind client, Reference reference) {
        return switch (factor.opens(id)) {
            case EVERYTHING -> paused(factor, id, reference, clock.instant());
            case GRID_CARD ->
                client == ClientKind.PORTAL
                        ? paused(factor, id, reference, clock.instant())
                        : Optional.of(Refusal.of(Reason.TEMP_LIMITED, reference, NextStep.PORTAL));
            case NOTHING -> Optional.of(Refusal.of(Reason.TEMP_EXPIRED, reference, NextStep.HELP_DESK));
        };
    }

    @Override
    public Optional<Refusal> blocked(LoginAttempt attempt) {
        return blocked(factor, id(attempt), attempt.reference(), clock.instant());
    }

    /** Why nothing of the factor is looked at now: too many answers were wrong. */
    static Optional<Refusal> blocked(TypedFactor factor, String id, Reference reference, Instant now) {
        return factor.blockedUntil(id).filter(now::isBefore).map(until -> refusal(reference, now, until));
    }

    /** Why nothing is asked of the factor now: the same, or it was asked too much. */
    static Optional<Refusal> paused(TypedFactor factor, String id, Reference reference, Instant now) {
        return factor.pause(id, now)
                .map(pause -> pause.until()
                        .map(until -> refusal(reference, now, until))
                        .orElseGet(() -> Refusal.of(Reason.CHALLENGE_LIMIT, reference, NextStep.HELP_DESK)));
    }

    private static Refusal refusal(Reference reference, Instant now, Instant until) {
        return Refusal.of(Reason.CHALLENGE_LIMIT, reference, NextStep.WAIT)
                .withRetryAfter(Duration.between(now, until));
    }

    @Override
    public Started begin(User user, LoginAttempt attempt) {
        attempt.bear(factor.mostWrong());
        return started(attempt, factor.ask(id(attempt), attempt.id(), attempt.expiresAt()));
    }

    @Override
    public LoginOutcome<Started> start(User user, LoginAttempt attempt) {
        return obstacle(id(attempt), attempt.clientKind(), attempt.reference())
                .map(refusal -> decisions.<Started>refuse(attempt, "LOGIN_CHALLENGE", refusal))
                .orElseGet(() -> new Granted<>(begin(user, attempt)));
    }

    @Override
    public Optional<Started> show(LoginAttempt attempt) {
        return factor.find(id(attempt), attempt.id(), attempt.expiresAt()).map(question -> started(attempt, question));
    }

    @Override
    public Asked find(LoginAttempt attempt) {
        return new Typed(id(attempt), attempt.id());
    }

    @Override
    public NextStep again() {
        return Ways.CHALLENGED.contains(kind()) ? NextStep.CHALLENGE : NextStep.ANSWER;
    }

    private Started started(LoginAttempt attempt, Question question) {
        String state = clock.instant().isBefore(question.expiresAt()) ? "ASKED" : "EXPIRED";
        return Started.typed(kind(), state, attempt.triesLeft(), question.text(), question.expiresAt());
    }

    private static String id(LoginAttempt attempt) {
        return attempt.asked().map(FactorRef::id).orElseThrow();
    }

    private final class Typed implements Asked {

        private final String id;
        private final String attempt;

        Typed(String id, String attempt) {
            this.id = id;
            this.attempt = attempt;
        }

        @Override
        public Reading compare(FactorAnswer answer) {
            return Reading.of(kind(), factor.check(id, attempt, answer.typed()));
        }

        @Override
        public void end() {
            factor.end(id, attempt);
        }

        @Override
        public void retire() {
            end();
        }
    }
}
