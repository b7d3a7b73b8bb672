package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.simulator.Poll;
import dev.countersign.simulator.Simulator;
import dev.countersign.simulator.SimulatorSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways with one account: the carrier brings each receipt over the session that was bound first, whoever sent the message. */
class TwoGatewaysTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String PASSWORD = "secret12";

    private Simulator north;
    private Simulator south;
    private LoopbackGateway hearing;
    private LoopbackGateway sending;

    @BeforeEach
    void start() throws IOException {
        north = simulator();
        south = simulator();
        hearing = gateway();
        sending = gateway();
        hearing.beside.add(sending);
    }

    @AfterEach
    void stop() {
        sending.close();
        hearing.close();
        south.close();
        north.close();
    }

    @Test
    void theReceiptEndsTheWatchOfTheOneThatSent() {
        SmsOrder order = new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code 042042", NOW, NOW.plusSeconds(600));

        sending.send(order);

        SmsResult result = Poll.until(() -> sending.resultsOf(order.messageKey()), all -> !all.isEmpty())
                .get(0);
        assertThat(result.smscMessageId()).startsWith("north/");
        Poll.until(() -> sending.dispatch.isOpen(order.messageKey()), open -> !open);
        assertThat(Poll.until(() -> List.copyOf(hearing.receipts), all -> !all.isEmpty()))
                .extracting(SmsReceipt::smscMessageId, SmsReceipt::state)
                .containsExactly(tuple(result.smscMessageId(), SmsReceipt.State.DELIVERED));
        assertThat(sending.receipts).isEmpty();
        assertThat(south.inbox().submitSm()).isZero();
    }

    private static Simulator simulator() throws IOException {
        return Simulator.start(new SimulatorSettings(0, 0, "countersign", PASSWORD), CLOCK);
    }

    private LoopbackGateway gateway() {
        return LoopbackGateway.preferring(carrier("north", north), carrier("south", south), CLOCK);
    }

    private static Carrier carrier(String name, Simulator simulator) {
        return LoopbackGateway.with(
                LoopbackGateway.carrier(
                        name, simulator.smppPort(), PASSWORD, Duration.ofSeconds(5), Duration.ofSeconds(20)),
                List.of(BindKind.TRANSCEIVER),
                SegmentedText.Form.UDH,
                Duration.ofMinutes(1));
    }
}
