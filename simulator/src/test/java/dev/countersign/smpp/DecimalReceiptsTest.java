package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.simulator.Poll;
import dev.countersign.simulator.Simulator;
import dev.countersign.simulator.SimulatorSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.Test;

/**
 * A carrier that gives out ids of eight hexadecimal digits and repeats them in decimal, echoes nothing else, and has a spare
 * that must not be used.
 */
class DecimalReceiptsTest {

    /** The simulator's ids of this second begin with zeros. */
    private static final Instant NOW = Instant.ofEpochSecond(0x69800123);

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String PASSWORD = "secret12";
    private static final Pattern ID = Pattern.compile("id:([0-9a-f]{8}) ");

    @Test
    void aReceiptInDecimalIsAboutTheMessageWhoseIdHadZerosInFront() throws IOException {
        try (Simulator north = simulator();
                Simulator south = simulator();
                LoopbackGateway gateway = gateway(north, south)) {
            gateway.spelling = DecimalReceiptsTest::inDecimal;
            SmsOrder order =
                    new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code 042042", NOW, NOW.plusSeconds(600));

            gateway.send(order);

            SmsReceipt receipt = Poll.until(gateway.receipts::peek, found -> found != null);
            assertThat(receipt.messageKey()).isEqualTo(order.messageKey());
            assertThat(receipt.state()).isEqualTo(SmsReceipt.State.DELIVERED);
            Poll.until(() -> gateway.dispatch.isOpen(order.messageKey()), open -> !open);
            assertThat(gateway.resultsOf(order.messageKey()))
                    .extracting(SmsResult::smscMessageId)
                    .containsExactly(receipt.smscMessageId());
            String id = north.inbox().list(Optional.empty()).get(0).id();
            assertThat(id).startsWith("0");
            assertThat(receipt.smscMessageId()).isEqualTo("north/" + new BigInteger(id, 16).toString(16));
            assertThat(south.inbox().list(Optional.empty())).isEmpty();
        }
    }

    private static DeliverSm inDecimal(DeliverSm deliver) {
        Matcher id = ID.matcher(new String(deliver.getShortMessage(), StandardCharsets.US_ASCII));
        String text =
                id.replaceFirst(found -> String.format(Locale.ROOT, "id:%010d ", Long.parseLong(found.group(1), 16)));
        deliver.setShortMessage(text.getBytes(StandardCharsets.US_ASCII));
        deliver.setOptionalParameters();
        return deliver;
    }

    private static Simulator simulator() throws IOException {
        return Simulator.start(new SimulatorSettings(0, 0, "countersign", PASSWORD), CLOCK);
    }

    private static LoopbackGateway gateway(Simulator north, Simulator south) {
        return LoopbackGateway.preferring(carrier("north", north), carrier("south", south), CLOCK);
    }

    private static Carrier carrier(String name, Simulator simulator) {
        Carrier plain = LoopbackGateway.carrier(
                name, simulator.smppPort(), PASSWORD, Duration.ofSeconds(5), Duration.ofSeconds(20));
        return new Carrier(
                name,
                plain.access(),
                plain.pace(),
                plain.wording(),
                new Carrier.Receipts(ReceiptIdForm.DECIMAL, Duration.ofSeconds(20), Duration.ofMinutes(1)),
                plain.statuses());
    }
}
