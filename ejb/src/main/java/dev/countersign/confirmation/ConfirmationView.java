package dev.countersign.confirmation;

/**
 * A confirmation that waits for its answer, as its user sees it.
 *
 * @param triesLeft wrong answers that it still bears
 * @param question what the user is asked for
 */
public record ConfirmationView(String id, ConfirmationPurpose purpose, int triesLeft, FactorQuestion question) {

    @Override
    public String toString() {
        return "ConfirmationView[" + id + "]";
    }
}
