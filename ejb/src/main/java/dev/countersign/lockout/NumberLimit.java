package dev.countersign.lockout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the numbers that one user enters within a day, also those that he has removed since: each leaves rows and entries of the audit. Works
 * inside the caller's transaction, which holds the user's row: so nobody else counts there.
 */
@ApplicationScoped
public class NumberLimit {

    private static final String KEY = "countersign.number.added-per-day";

    private LaneLimit limit;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected NumberLimit() {}

    @Inject
    NumberLimit(FailureStore store, @ConfigProperty(name = KEY, defaultValue = "20") int most, Clock clock) {
        this.limit = new LaneLimit(store, KEY, most, Duration.ofHours(24), clock);
    }

    /** Until when the user enters none; empty if he may enter one now. */
    public Optional<Instant> heldUntil(long userId) {
        return limit.heldUntil(Lane.ofNumbers(userId));
    }

    /** Counts a number that the user entered. */
    public void count(long userId) {
        limit.count(Lane.ofNumbers(userId));
    }
}
