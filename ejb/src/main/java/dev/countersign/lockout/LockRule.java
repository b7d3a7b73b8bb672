package dev.countersign.lockout;

import dev.countersign.policy.Limits;
import dev.countersign.policy.Rule;
import java.time.Duration;

/**
 * When a lane closes.
 *
 * @param failures that close it, all within {@code time}
 * @param time the window in which failures count, and how long after the last one the lane stays closed
 */
record LockRule(int failures, Duration time) {

    static LockRule of(Limits limits) {
        return new LockRule(limits.count(Rule.LOCK_FAILURES), limits.duration(Rule.LOCK_TIME));
    }
}
