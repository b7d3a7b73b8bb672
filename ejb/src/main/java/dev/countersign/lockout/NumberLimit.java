package dev.countersign.lockout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the numbers that one user enters within a day, also those that he has removed since: each leaves rows and entries of the audit. Works
 * inside the caller's transaction, which holds the user's row: so nobody else counts there.
 */
@ApplicationScoped
public class NumberLimit {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int MOST = 100;

    private FailureStore store;
    private int most;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected NumberLimit() {}

    @Inject
    NumberLimit(
            FailureStore store,
            @ConfigProperty(name = "countersign.number.added-per-day", defaultValue = "20") int most,
            Clock clock) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("countersign.number.added-per-day is 1 to " + MOST);
        }
        this.store = store;
        this.most = most;
        this.clock = clock;
    }

    /** Until when the user enters none; empty if he may enter one now. */
    public Optional<Instant> heldUntil(long userId) {
        return store.heldUntil(Map.of(Lane.ofNumbers(userId), most), WINDOW, clock.instant());
    }

    /** Counts a number that the user entered. */
    public void count(long userId) {
        Instant now = clock.instant();
        store.lockRecord(Lane.ofNumbers(userId), now).fail(now, WINDOW, most);
    }
}
