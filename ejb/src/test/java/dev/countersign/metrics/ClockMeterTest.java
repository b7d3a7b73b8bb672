package dev.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.health.DatabaseProbe;
import dev.countersign.health.DatabaseWatch;
import dev.countersign.health.Readiness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an alarm about a clock goes by. */
class ClockMeterTest {

    private final Beans beans = new Beans();
    private final Meters meters = beans.call(Meters.class, made -> made);

    @Test
    void saysHowFarTheClockIsFromTheDatabases() {
        askClock(true);

        assertThat(meters.scrape()).contains("countersign_clock_offset_seconds -90.5\n");
    }

    @Test
    void saysNothingWhileTheDatabaseIsAway() {
        askClock(false);

        assertThat(meters.scrape()).contains("countersign_clock_offset_seconds NaN\n");
    }

    private void askClock(boolean databaseIsUp) {
        beans.give(Meters.class, meters)
                .give(Readiness.class, new Readiness())
                .give(DatabaseWatch.class, new Watch(databaseIsUp))
                .give(DatabaseProbe.class, new Probe())
                .run(UpkeepMeters.class, UpkeepMeters::askClock);
    }

    private static final class Watch extends DatabaseWatch {

        private final boolean up;

        Watch(boolean up) {
            this.up = up;
        }

        @Override
        public boolean isUp() {
            return up;
        }
    }

    private static final class Probe extends DatabaseProbe {

        @Override
        public Duration clockOffset() {
            return Duration.ofMillis(-90_500);
        }
    }
}
