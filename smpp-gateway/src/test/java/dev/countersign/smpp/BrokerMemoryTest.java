package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsResult;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an order in the inflight queue that its key does not lead to. */
class BrokerMemoryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final ListBroker broker = new ListBroker(new StandInClock(NOW));
    private final UUID good = UUID.randomUUID();
    private final UUID foreign = UUID.randomUUID();
    private BrokerMemory memory;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        memory = broker.memory(directory);
    }

    /** It opens well, and would be sent; but nothing could ever take it out. */
    @ParameterizedTest
    @ValueSource(strings = {"", "7", "b6d8a0f2-6f7e-4b7a-9d55-2f4d5a0f2c11"})
    void whatItsHeaderDoesNotNameGoesAsideAtTheStart(String header) throws Exception {
        broker.layInflight(foreign, header);
        broker.layInflight(good, good.toString());
        TextMessage aside = broker.inflight.get(0);

        assertThat(keys(memory.listInflight())).containsExactly(good);

        assertThat(broker.moved).containsExactly(SmsQueues.DEAD);
        assertThat(broker.sent).containsExactly(aside);
        assertThat(broker.inflight).hasSize(1);
        assertThat(aside.getStringProperty(SmsQueues.ORIGIN)).isEqualTo(SmsQueues.INFLIGHT_PREFIX + "gateway1");
        assertThat(aside.propertyExists(SmsQueues.MESSAGE_KEY)).isEqualTo(!header.isEmpty());
        assertThat(aside.getIntProperty(SmsQueues.DELIVERIES)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "b6d8a0f2-6f7e-4b7a-9d55-2f4d5a0f2c11"})
    void whoLooksForOthersPassesItOver(String header) throws Exception {
        broker.layInflight(foreign, header);
        broker.layInflight(good, good.toString());

        assertThat(keys(memory.listInflight(key -> true))).containsExactly(good);

        assertThat(broker.inflight).hasSize(2);
    }

    @Test
    void whatIsNotThereIsNotMarkedAndNothingIsToldOfIt() throws Exception {
        broker.layInflight(good, good.toString());

        assertThat(memory.mark(foreign, Mark.NONE)).isFalse();
        assertThat(memory.tellAndKeep(result(foreign), Mark.NONE)).isFalse();
        assertThat(broker.moved).isEmpty();

        assertThat(memory.tellAndKeep(result(good), Mark.NONE)).isTrue();
        assertThat(broker.moved).containsExactly(SmsQueues.INFLIGHT_PREFIX + "gateway1", SmsQueues.RESULTS);
    }

    private static SmsResult result(UUID key) {
        return new SmsResult(key, SmsResult.State.SUBMITTED, "a1", 0, 1, NOW, "gateway1");
    }

    private static List<UUID> keys(List<GatewayMemory.Inflight> found) {
        return found.stream().map(one -> one.order().messageKey()).toList();
    }
}
