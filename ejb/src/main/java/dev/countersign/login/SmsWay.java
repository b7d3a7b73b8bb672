package dev.countersign.login;

import dev.countersign.login.LoginAttempt.CodeCheck;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.OneTimeCode;
import dev.countersign.phone.SmsCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

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
    public Asked find(LoginAttempt attempt) {
        return new Code(codes.findCode(CodePurpose.LOGIN, attempt.id()));
    }

    @Override
    public NextStep again() {
        return NextStep.SMS;
    }

    private final class Code implements Asked {

        private final Optional<OneTimeCode> newest;

        Code(Optional<OneTimeCode> newest) {
            this.newest = newest;
        }

        @Override
        public Reading compare(String typed) {
            return switch (codes.check(newest, typed)) {
                case RIGHT -> new Reading(CodeCheck.RIGHT, Reason.SMS_WRONG);
                case WRONG -> new Reading(CodeCheck.WRONG, Reason.SMS_WRONG);
                case EXPIRED -> new Reading(CodeCheck.EXPIRED, Reason.SMS_EXPIRED);
            };
        }

        @Override
        public void end() {
            newest.ifPresent(codes::end);
        }

        @Override
        public void retire() {
            newest.ifPresent(codes::retire);
        }
    }
}
