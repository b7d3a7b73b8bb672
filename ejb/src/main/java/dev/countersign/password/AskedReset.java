package dev.countersign.password;

import dev.countersign.confirmation.FactorQuestion;
import java.time.Instant;

/**
 * What a reset asks its user for.
 *
 * @param userName whose password it is
 * @param triesLeft wrong answers that it still bears
 * @param expiresAt of the reset; the question may end before it
 */
public record AskedReset(String id, String userName, int triesLeft, FactorQuestion question, Instant expiresAt) {

    @Override
    public String toString() {
        return "AskedReset[" + id + "]";
    }
}
