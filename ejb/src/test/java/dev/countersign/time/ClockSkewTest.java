package dev.countersign.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lives by the clock of whoever looks. */
class ClockSkewTest {

    private static final Instant MADE = Instant.parse("2026-11-04T12:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-04T12:10:00Z");

    @ParameterizedTest
    @CsvSource({
        "12:00:00, true",
        "12:09:59.999, true",
        "12:10:00, false",
        "11:55:00, true",
        "11:54:59.999, false",
        "11:00:00, false"
    })
    void whatWasMadeByAClockThatIsSetBackDoesNotLive(String time, boolean lives) {
        assertThat(ClockSkew.lives(MADE, UNTIL, Instant.parse("2026-11-04T" + time + "Z")))
                .isEqualTo(lives);
    }
}
