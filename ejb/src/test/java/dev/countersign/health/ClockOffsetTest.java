package dev.countersign.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How far a node's clock is from the database's, which here is that of this machine. */
class ClockOffsetTest {

    /** More than any machine that is busy takes for one question. */
    private static final Duration NEAR = Duration.ofMinutes(1);

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isHowFarTheClockIsAhead(Database database) {
        assertThat(offset(database, Duration.ofMinutes(10))).isCloseTo(Duration.ofMinutes(10), NEAR);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isNegativeWhereTheClockIsBehind(Database database) {
        assertThat(offset(database, Duration.ofMinutes(-10))).isCloseTo(Duration.ofMinutes(-10), NEAR);
    }

    private static Duration offset(Database database, Duration ahead) {
        return new Beans(database)
                .give(Clock.class, Clock.offset(Clock.systemUTC(), ahead))
                .call(DatabaseProbe.class, DatabaseProbe::clockOffset);
    }
}
