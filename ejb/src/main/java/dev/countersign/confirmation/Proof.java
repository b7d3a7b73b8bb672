package dev.countersign.confirmation;

/**
 * The answer to a confirmation of the present factor, as a change comes with it.
 *
 * @param confirmationId id of the confirmation that was begun for it
 * @param code as the user typed it
 */
public record Proof(String confirmationId, String code) {

    @Override
    public String toString() {
        return "Proof[" + confirmationId + "]";
    }
}
