package dev.countersign.login;

import dev.countersign.login.LoginAttempt.CodeCheck;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.SmsCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A code that comes by SMS. */
@ApplicationScoped
class SmsWay implements Way {

    @Inject
    private SmsCodes codes;

    @Override
    public String factor() {
        return AskedFactor.SMS;
    }

    @Override
    public Reading compare(LoginAttempt attempt, String typed) {
        return switch (codes.check(CodePurpose.LOGIN, attempt.id(), typed)) {
            case RIGHT -> new Reading(CodeCheck.RIGHT, Reason.SMS_WRONG);
            case WRONG -> new Reading(CodeCheck.WRONG, Reason.SMS_WRONG);
            case EXPIRED -> new Reading(CodeCheck.EXPIRED, Reason.SMS_EXPIRED);
        };
    }

    @Override
    public void end(LoginAttempt attempt) {
        codes.findCode(CodePurpose.LOGIN, attempt.id()).ifPresent(codes::end);
    }

    @Override
    public void retire(LoginAttempt attempt) {
        codes.findCode(CodePurpose.LOGIN, attempt.id()).ifPresent(codes::retire);
    }

    @Override
    public NextStep again() {
        return NextStep.SMS;
    }
}
