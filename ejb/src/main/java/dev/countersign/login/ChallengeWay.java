package dev.countersign.login;

import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.login.LoginAttempt.CodeCheck;
import dev.countersign.login.TypedAnswer.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** A challenge that the authenticator answers. */
@ApplicationScoped
class ChallengeWay implements Way {

    @Inject
    private Challenges challenges;

    @Override
    public String factor() {
        return AskedFactor.AUTHENTICATOR;
    }

    @Override
    public Asked find(LoginAttempt attempt) {
        return new Question(challenges.findNewest(attempt.id()));
    }

    @Override
    public NextStep again() {
        return NextStep.CHALLENGE;
    }

    private final class Question implements Asked {

        private final Optional<IssuedChallenge> newest;

        Question(Optional<IssuedChallenge> newest) {
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
        }

        @Override
        public void retire() {
            end();
        }
    }
}
