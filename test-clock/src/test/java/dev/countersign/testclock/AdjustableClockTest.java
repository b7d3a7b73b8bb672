package dev.countersign.testclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjustableClockTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final AdjustableClock clock = new AdjustableClock(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void runsAsItsBaseBeforeItIsMoved() {
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void showsANewOffsetToThoseWhoHoldItAlready() {
        Clock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

        clock.moveTo(Duration.ofMinutes(11));

        assertThat(clock.instant()).isEqualTo("2026-01-01T12:11:00Z");
        assertThat(elsewhere.instant()).isEqualTo("2026-01-01T12:11:00Z");
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void replacesTheOffsetInsteadOfAdding() {
        clock.moveTo(Duration.ofHours(1));
        clock.moveTo(Duration.ofHours(-2));

        assertThat(clock.instant()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(clock.offset()).isEqualTo(Duration.ofHours(-2));
    }

    @ParameterizedTest
    @ValueSource(longs = {315_619_200, -315_619_200})
    void goesTenYearsEitherWay(long seconds) {
        clock.moveTo(Duration.ofSeconds(seconds));

        assertThat(clock.offset()).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(longs = {315_619_201, -315_619_201})
    void refusesMoreThanTenYears(long seconds) {
        assertThatIllegalArgumentException().isThrownBy(() -> clock.moveTo(Duration.ofSeconds(seconds)));
    }
}
