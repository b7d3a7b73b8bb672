package dev.countersign.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTimesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void countsWhatIsYoungerThanTheWindow() {
        RecentTimes times = new RecentTimes(List.of(NOW, NOW.plusSeconds(1)));

        assertThat(times.count(NOW.plus(HOUR).minusMillis(1), HOUR)).isEqualTo(2);
        assertThat(times.count(NOW.plus(HOUR), HOUR)).isEqualTo(1);
    }

    /** Another node's clock may be some minutes ahead; one that is further ahead will be set back. */
    @Test
    void whatLiesFurtherAheadThanClocksDifferCountsNoMore() {
        Instant ahead = NOW.plus(ClockSkew.MOST);
        RecentTimes times = new RecentTimes(List.of(NOW, ahead, ahead.plusMillis(1), ahead.plus(HOUR)));

        assertThat(times.count(NOW, HOUR)).isEqualTo(2);
        assertThat(times.freeAgain(NOW, HOUR, 2)).isEqualTo(NOW.plus(HOUR));
        assertThat(times.within(NOW, HOUR).newest()).contains(ahead);
    }

    @Test
    void keepsTheNewest() {
        RecentTimes times =
                RecentTimes.NONE.plus(NOW, 2).plus(NOW.plusSeconds(1), 2).plus(NOW.plusSeconds(2), 2);

        assertThat(times.times()).containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(2));
    }

    @Test
    void tellsWhenThereIsRoomAgain() {
        RecentTimes times = new RecentTimes(List.of(NOW, NOW.plusSeconds(10), NOW.plusSeconds(20)));
        Instant later = NOW.plusSeconds(30);

        assertThat(times.freeAgain(later, HOUR, 4)).isEqualTo(later);
        assertThat(times.freeAgain(later, HOUR, 3)).isEqualTo(NOW.plus(HOUR));
        assertThat(times.freeAgain(later, HOUR, 1))
                .isEqualTo(NOW.plusSeconds(20).plus(HOUR));
    }

    @Test
    void textAndTimesAreTheSame() {
        RecentTimes times = new RecentTimes(List.of(NOW, NOW.plusMillis(1)));

        assertThat(RecentTimes.of(times.text())).isEqualTo(times);
        assertThat(RecentTimes.of(RecentTimes.NONE.text())).isEqualTo(RecentTimes.NONE);
    }
}
