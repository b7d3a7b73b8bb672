package dev.countersign.push;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a test is on its way.
 *
 * @param test that is; empty with an obstacle
 * @param retryAfter until when there were too many
 */
public record TestOutcome(Optional<UUID> test, Optional<Obstacle> obstacle, Optional<Duration> retryAfter) {

    /** Why none is. */
    public enum Obstacle {
        /** Nobody knows where to send it. */
        UNREACHABLE,
        /** There were enough within an hour. */
        TOO_MANY
    }

    static TestOutcome underWay(UUID test) {
        return new TestOutcome(Optional.of(test), Optional.empty(), Optional.empty());
    }

    static TestOutcome unreachable() {
        return new TestOutcome(Optional.empty(), Optional.of(Obstacle.UNREACHABLE), Optional.empty());
    }

    static TestOutcome tooMany(Duration retryAfter) {
        return new TestOutcome(Optional.empty(), Optional.of(Obstacle.TOO_MANY), Optional.of(retryAfter));
    }
}
