package dev.countersign.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For how long failures are kept. */
class FailureSweepTest {

    private static final Lane LANE = Lane.ofStranger("n1");

    private final Beans beans = new Beans(Databases.empty("failure-sweep"));

    /** Else a locked login would be open again when the clock is set back. */
    @Test
    void aClockThatIsFastForgetsNone() {
        beans.run(
                FailureStore.class,
                failures -> failures.lockRecord(LANE, beans.clock().instant()));
        beans.clock().pass(Duration.ofDays(1));

        beans.run(FailureSweep.class, FailureSweep::sweep);
        assertThat(isKept()).isTrue();
        beans.clock().pass(Duration.ofMillis(1));
        beans.run(FailureSweep.class, FailureSweep::sweep);

        assertThat(isKept()).isFalse();
    }

    private boolean isKept() {
        return beans.call(
                FailureStore.class, failures -> failures.findRecord(LANE).isPresent());
    }
}
