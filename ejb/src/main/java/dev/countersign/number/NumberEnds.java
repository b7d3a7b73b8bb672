package dev.countersign.number;

import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.SmsCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The end of a number, whoever wants it; works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
class NumberEnds {

    @Inject
    private SmsCodes codes;

    void end(MobileNumber number) {
        number.remove();
        endCode(number);
    }

    /** Entered anew, a number must not get more tries for a code that lives. */
    void endCode(MobileNumber number) {
        codes.findCode(CodePurpose.NUMBER, number.id()).ifPresent(codes::end);
    }
}
