package dev.countersign.login;

import dev.countersign.authenticator.Challenges;
import dev.countersign.login.LoginAttempt.CodeCheck;
import dev.countersign.login.TypedAnswer.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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
    public Reading compare(LoginAttempt attempt, String typed) {
        return switch (challenges.check(attempt.id(), typed)) {
            case RIGHT -> new Reading(CodeCheck.RIGHT, Reason.CR_WRONG);
            case WRONG -> new Reading(CodeCheck.WRONG, Reason.CR_WRONG);
            case OTHER_USER -> new Reading(CodeCheck.WRONG, Reason.CR_WRONG_USER);
            case EXPIRED -> new Reading(CodeCheck.EXPIRED, Reason.CR_EXPIRED);
        };
    }

    @Override
    public void end(LoginAttempt attempt) {
        challenges.retire(attempt.id());
    }

    @Override
    public void retire(LoginAttempt attempt) {
        challenges.retire(attempt.id());
    }

    @Override
    public NextStep again() {
        return NextStep.CHALLENGE;
    }
}
