package dev.countersign.confirmation;

import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.SignedFactor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A confirmation that waits for its code, as its user sees it.
 *
 * @param factor kind of the factor that brings the code
 * @param factorId id of that factor
 * @param label how the user knows the factor, for a number its last four digits
 * @param others of the user's factors, which can be asked for instead
 * @param question what a device is to sign; empty where a code is typed
 * @param challenge the digits that the authenticator is to answer; empty where a code comes by SMS
 * @param resendAt when the number may get another SMS; empty where none comes
 */
public record ConfirmationView(
        String id,
        ConfirmationPurpose purpose,
        String factor,
        String factorId,
        String label,
        int triesLeft,
        List<OwnedFactor> others,
        Optional<SignedFactor.Question> question,
        Optional<String> challenge,
        Optional<Instant> resendAt,
        Instant expiresAt) {

    public ConfirmationView {
        others = List.copyOf(others);
    }

    /** The same, of a user who has these factors. */
    ConfirmationView beside(List<OwnedFactor> present, OwnedFactor asked) {
        List<OwnedFactor> rest =
                present.stream().filter(factor -> !factor.equals(asked)).toList();
        return new ConfirmationView(
                id, purpose, factor, factorId, label, triesLeft, rest, question, challenge, resendAt, expiresAt);
    }
}
