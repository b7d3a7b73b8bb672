package dev.countersign.confirmation;

import dev.countersign.factor.FactorAnswer;

/**
 * The answer to a confirmation of the present factor, as a change comes with it.
 *
 * @param confirmationId id of the confirmation that was begun for it
 * @param answer as it came from the user
 */
public record Proof(String confirmationId, FactorAnswer answer) {

    /** By a code. */
    public Proof(String confirmationId, String typed) {
        this(confirmationId, new FactorAnswer.Typed(typed));
    }

    @Override
    public String toString() {
        return "Proof[" + confirmationId + "]";
    }
}
