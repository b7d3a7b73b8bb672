package dev.countersign.lockout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds what is done in a lane, each time within a window. Works inside the caller's transaction, which holds a row that keeps everybody else
 * from counting there.
 */
final class LaneLimit {

    private static final int MOST = 100;

    private final FailureStore store;
    private final int most;
    private final Duration window;
    private final Clock clock;

    /**
     * Nothing is counted yet.
     *
     * @param key of the setting that says how many
     * @param most times, 1 to 100
     */
    LaneLimit(FailureStore store, String key, int most, Duration window, Clock clock) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException(key + " is 1 to " + MOST);
        }
        this.store = store;
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /** Until when nothing more is done there; empty if something may be done now. */
    Optional<Instant> heldUntil(Lane lane) {
        return store.heldUntil(Map.of(lane, most), window, clock.instant());
    }

    /** Counts what was done there. */
    void count(Lane lane) {
        Instant now = clock.instant();
        store.lockRecord(lane, now).fail(now, window, most);
    }
}
