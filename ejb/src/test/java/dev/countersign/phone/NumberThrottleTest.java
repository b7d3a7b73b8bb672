package dev.countersign.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.phone.Turn.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberThrottleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final SmsRules RULES = new SmsRules(PAUSE, 5, 10);

    private final NumberThrottle throttle = new NumberThrottle("+447700900123", NOW);

    @Test
    void pausesAfterEachSms() {
        assertThat(throttle.take(NOW, RULES, Optional::empty)).isEqualTo(new Turn(Kind.TAKEN, NOW.plus(PAUSE)));

        assertThat(throttle.take(NOW.plus(PAUSE).minusNanos(1000), RULES, Optional::empty))
                .isEqualTo(new Turn(Kind.PAUSE, NOW.plus(PAUSE)));
        assertThat(throttle.take(NOW.plus(PAUSE), RULES, Optional::empty).kind())
                .isEqualTo(Kind.TAKEN);
    }

    @Test
    void givesFiveWithinAnyHour() {
        takeTurns(5, PAUSE);

        Turn sixth = throttle.take(NOW.plus(PAUSE.multipliedBy(5)), RULES, Optional::empty);

        assertThat(sixth.kind()).isEqualTo(Kind.LIMIT);
        assertThat(Duration.between(NOW, sixth.next())).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(throttle.take(sixth.next(), RULES, Optional::empty).kind()).isEqualTo(Kind.TAKEN);
    }

    @Test
    void givesTenWithinAnyDay() {
        Duration halfAnHour = Duration.ofMinutes(30);
        takeTurns(10, halfAnHour);

        Turn eleventh = throttle.take(NOW.plus(halfAnHour.multipliedBy(10)), RULES, Optional::empty);

        assertThat(eleventh.kind()).isEqualTo(Kind.LIMIT);
        assertThat(Duration.between(NOW, eleventh.next())).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        assertThat(throttle.take(eleventh.next(), RULES, Optional::empty).kind())
                .isEqualTo(Kind.TAKEN);
    }

    private void takeTurns(int turns, Duration apart) {
        for (int i = 0; i < turns; i++) {
            assertThat(throttle.take(NOW.plus(apart.multipliedBy(i)), RULES, Optional::empty)
                            .kind())
                    .isEqualTo(Kind.TAKEN);
        }
    }
}
