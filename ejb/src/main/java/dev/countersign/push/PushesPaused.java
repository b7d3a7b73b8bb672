package dev.countersign.push;

import java.util.List;

/**
 * The pushes of a user are paused. Observed in the transaction that pauses them, by whoever tells the user where it may not have been him.
 *
 * @param attempts the ones that had no answer from the phone
 */
public record PushesPaused(long userId, List<String> attempts) {

    public PushesPaused {
        attempts = List.copyOf(attempts);
    }
}
