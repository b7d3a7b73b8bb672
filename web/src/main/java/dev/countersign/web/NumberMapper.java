package dev.countersign.web;

import dev.countersign.phone.NumberReading;
import dev.countersign.phone.NumberReading.Mobile;
import dev.countersign.phone.NumberReading.Reason;
import dev.countersign.phone.NumberReading.Unusable;
import dev.countersign.phone.NumberingPlan;
import java.util.Optional;

/** Between the JSON of mobile numbers and the values of the core. */
final class NumberMapper {

    private NumberMapper() {}

    /** The number as typed, if an SMS may go to it; otherwise a problem that says why not. */
    static Mobile mobile(String typed, Optional<String> country) {
        NumberReading reading = NumberingPlan.read(typed, country);
        if (reading instanceof Mobile mobile) {
            return mobile;
        }
        if (reading instanceof Unusable unusable) {
            throw new ProblemException(Problem.of(codeOf(unusable.reason()))
                    .withDetail(unusable.reason().advice()));
        }
        throw new IllegalStateException("a number is usable or not");
    }

    private static ProblemCode codeOf(Reason reason) {
        return switch (reason) {
            case NOT_A_NUMBER, TOO_LONG, COUNTRY_MISSING, COUNTRY_UNKNOWN, COUNTRY_CODE_UNKNOWN ->
                ProblemCode.MALFORMED;
            case NOT_ASSIGNED, NOT_MOBILE -> ProblemCode.NUM_NOT_MOBILE;
        };
    }
}
