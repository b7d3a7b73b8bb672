package dev.countersign.login;

import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.login.LoginAttempt.CodeCheck;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.push.PushRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * A phone: it answers a challenge that the user types on it, or approves a request that it was sent. Typed answers are compared
 * with the challenge; a request may wait beside it.
 */
@ApplicationScoped
class AuthenticatorWay implements Way {

    @Inject
    private Challenges challenges;

    @Inject
    private PushRequests requests;

    @Override
    public String factor() {
        return AskedFactor.AUTHENTICATOR;
    }

    @Override
    public Asked find(LoginAttempt attempt) {
        return new Question(attempt.id(), challenges.findNewest(attempt.id()));
    }

    @Override
    public NextStep again() {
        return NextStep.CHALLENGE;
    }

    private final class Question implements Asked {

        private final String attempt;
        private final Optional<IssuedChallenge> newest;

        Question(String attempt, Optional<IssuedChallenge> newest) {
            this.attempt = attempt;
            this.newest = newest;
        }

        @Override
        public Reading compare(String typed) {
            return switch (challenges.check(newest, typed)) {
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
