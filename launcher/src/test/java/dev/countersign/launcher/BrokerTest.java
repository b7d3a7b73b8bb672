package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerTest {

    @Test
    void isTheServersOwnUnlessTheEnvironmentNamesOne() {
        assertThat(Broker.of(Map.of("COUNTERSIGN_BROKER_PORT", "61617"))).isEmpty();
        assertThat(Broker.of(Map.of("COUNTERSIGN_BROKER_HOST", ""))).isEmpty();
    }

    @Test
    void hasTheDefaultsOfTheServer() {
        Map<String, String> environment =
                Map.of("COUNTERSIGN_BROKER_HOST", "queue.example", "COUNTERSIGN_BROKER_PASSWORD", "kept");

        Broker broker = Broker.of(environment).orElseThrow();

        assertThat(broker.environment())
                .containsAllEntriesOf(environment)
                .containsEntry("COUNTERSIGN_BROKER_PORT", "61616")
                .containsEntry("COUNTERSIGN_BROKER_USER", "countersign");
        assertThat(broker).asString().doesNotContain("kept");
    }

    @Test
    void refusesAPortThatIsNone() {
        Map<String, String> environment =
                Map.of("COUNTERSIGN_BROKER_HOST", "queue.example", "COUNTERSIGN_BROKER_PORT", "core");

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> Broker.of(environment))
                .withMessage("COUNTERSIGN_BROKER_PORT must be a port, not core.");
    }
}
