package dev.countersign.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptReadingTest {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final MovableClock clock = new MovableClock(Instant.parse("2027-01-01T00:00:00Z"));
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();
    private final Queue<String> table = new ArrayDeque<>();
    private final KeptReading<String> kept = new KeptReading<>("The rows", this::read, clock);

    /** It may have begun before the commit, and have seen what was there then. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsBeingReadWhenItIsForgottenIsNotKept(boolean first) {
        table.addAll(first ? List.of("old", "new") : List.of("old", "old", "new"));
        if (!first) {
            kept.notOlderThan(FRESH);
            clock.pass(FRESH);
        }
        meanwhile.add(kept::forget);

        kept.notOlderThan(FRESH);

        assertThat(kept.notOlderThan(FRESH)).isEqualTo("new");
    }

    @Test
    void isReadAgainWhenItIsOld() {
        table.addAll(List.of("old", "new"));

        assertThat(kept.notOlderThan(FRESH)).isEqualTo("old");
        clock.pass(FRESH.minusNanos(1));
        assertThat(kept.notOlderThan(FRESH)).isEqualTo("old");
        clock.pass(Duration.ofNanos(1));

        assertThat(kept.notOlderThan(FRESH)).isEqualTo("new");
    }

    private String read() {
        String seen = table.remove();
        Runnable act = meanwhile.poll();
        if (act != null) {
            act.run();
        }
        return seen;
    }
}
