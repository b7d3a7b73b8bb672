package dev.countersign.activation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An activation that waits for the token of an SMS.
 *
 * @param secret opens the activation; told once
 * @param numbers to which the token may go
 */
public record BegunByToken(UUID activation, String secret, List<TokenNumber> numbers, Instant expiresAt) {

    public BegunByToken {
        numbers = List.copyOf(numbers);
    }

    /** A number of the user, as he sees it. */
    public record TokenNumber(String id, String label, boolean isDefault) {}

    @Override
    public String toString() {
        return "BegunByToken[" + activation + "]";
    }
}
