package dev.countersign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultSwitchTest {

    private final FaultSwitch faults = new FaultSwitch();

    @Test
    void hitsEveryNthFromTheSwitchOn() {
        faults.next();
        faults.set(new Faults(Faults.Mode.THROTTLE, 3, 0));

        assertThat(Stream.generate(() -> faults.next().mode()).limit(6))
                .containsExactly(
                        Faults.Mode.NONE,
                        Faults.Mode.NONE,
                        Faults.Mode.THROTTLE,
                        Faults.Mode.NONE,
                        Faults.Mode.NONE,
                        Faults.Mode.THROTTLE);
    }
}
