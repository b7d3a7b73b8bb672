package dev.countersign.lockout;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether tries are looked at.
 *
 * @param lockedUntil end of the lock; empty while the lane is open
 * @param throttledUntil when the address may try again; empty while it may
 */
public record Standing(Optional<Instant> lockedUntil, Optional<Instant> throttledUntil) {

    static final Standing OPEN = new Standing(Optional.empty(), Optional.empty());

    public boolean isOpen() {
        return lockedUntil.isEmpty() && throttledUntil.isEmpty();
    }

    static Standing locked(Instant until) {
        return new Standing(Optional.of(until), Optional.empty());
    }

    static Standing throttled(Instant until) {
        return new Standing(Optional.empty(), Optional.of(until));
    }
}
