package dev.countersign.testclock;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** Produces the clock of the whole application in place of the system's, as an alternative that is always selected. */
@Alternative
@Priority(1)
@ApplicationScoped
public class TestClock {

    /** One per application: class loading gives each deployment its own. The servlet, which CDI does not own, shares it. */
    private static final AdjustableClock CLOCK =
            new AdjustableClock(Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000)));

    static AdjustableClock shared() {
        return CLOCK;
    }

    /** The clock itself and no proxy, so that a reader sees a new offset at once. */
    @Produces
    Clock clock() {
        return CLOCK;
    }
}
