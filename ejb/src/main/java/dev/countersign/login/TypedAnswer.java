package dev.countersign.login;

import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import java.util.function.Supplier;

/** A typed answer that is compared when the attempt asks for it, and then says why it was not right. */
final class TypedAnswer implements Supplier<CodeCheck> {

    private final Supplier<Reading> comparison;

    private Reading reading = new Reading(CodeCheck.WRONG, Reason.ATTEMPT_OVER);

    /**
     * What an answer is.
     *
     * @param reason why it is not right, if it is not
     */
    record Reading(CodeCheck check, Reason reason) {

        /** Of a factor that is answered by typing alone. */
        static Reading of(FactorKind kind, CodeCheck check) {
            return new Reading(check, check == CodeCheck.EXPIRED ? Reason.expired(kind) : Reason.wrong(kind));
        }
    }

    TypedAnswer(Supplier<Reading> comparison) {
        this.comparison = comparison;
    }

    @Override
    public CodeCheck get() {
        reading = comparison.get();
        return reading.check();
    }

    /** Why it is not right; means something after {@link #get} alone. */
    Reason reason() {
        return reading.reason();
    }
}
