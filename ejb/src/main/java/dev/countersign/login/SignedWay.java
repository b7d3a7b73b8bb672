package dev.countersign.login;

import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.SignedFactor;
import dev.countersign.factor.SignedFactor.Question;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.user.User;
import java.util.Optional;

/** A factor of any kind whose device signs what it is asked. Its question lives as long as the attempt. */
final class SignedWay implements Way {

    private final SignedFactor factor;

    SignedWay(SignedFactor factor) {
        this.factor = factor;
    }

    @Override
    public FactorKind kind() {
        return factor.kind();
    }

    @Override
    public Optional<Refusal> obstacle(User user, ClientKind client, OwnedFactor owned) {
        return Optional.empty();
    }

    @Override
    public Started begin(User user, LoginAttempt attempt) {
        return started(attempt, factor.ask(id(attempt), attempt.id(), attempt.expiresAt()));
    }

    @Override
    public LoginOutcome<Started> start(User user, LoginAttempt attempt) {
        return new Granted<>(begin(user, attempt));
    }

    @Override
    public Optional<Started> show(LoginAttempt attempt) {
        return factor.find(id(attempt), attempt.id()).map(question -> started(attempt, question));
    }

    @Override
    public Asked find(LoginAttempt attempt) {
        return new ToSign(id(attempt), attempt.id());
    }

    @Override
    public NextStep again() {
        return NextStep.ANSWER;
    }

    private Started started(LoginAttempt attempt, Question question) {
        return Started.signed(kind(), attempt.triesLeft(), question);
    }

    private static String id(LoginAttempt attempt) {
        return attempt.asked().map(FactorRef::id).orElseThrow();
    }

    private final class ToSign implements Asked {

        private final String id;
        private final String attempt;

        ToSign(String id, String attempt) {
            this.id = id;
            this.attempt = attempt;
        }

        @Override
        public Reading compare(FactorAnswer answer) {
            return Reading.of(kind(), factor.check(id, attempt, answer));
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
