package dev.countersign.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/**
 * The only place that reads the clock of the machine. Everything else is given a {@link Clock} or an instant. It ticks in
 * microseconds, as the database keeps them: a time that was told is the time that is stored.
 */
@ApplicationScoped
public class ClockProducer {

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    @Produces
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
