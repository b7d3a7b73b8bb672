package dev.countersign.password;

import dev.countersign.confirmation.FactorQuestion;
import java.time.Instant;
import java.util.Optional;

/**
 * What a reset asks its user for.
 *
 * @param userName whose password it is
 * @param triesLeft wrong answers that it still bears
 * @param question empty where its user never had a factor: the operator's code was all
 * @param expiresAt of the reset; the question may end before it
 */
public record AskedReset(
        String id, String userName, int triesLeft, Optional<FactorQuestion> question, Instant expiresAt) {

    @Override
    public String toString() {
        return "AskedReset[" + id + "]";
    }
}
