package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.simulator.Faults;
import dev.countersign.simulator.InboxMessage;
import dev.countersign.simulator.Poll;
import dev.countersign.simulator.Simulator;
import dev.countersign.simulator.SimulatorSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's session and dispatch against the real simulator, over TCP. */
class LoopbackTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String PASSWORD = "secret12";
    private static final Duration SUBMIT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RECEIPT_WAIT = Duration.ofSeconds(20);

    private Simulator simulator;

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private LoopbackGateway gateway;

    @BeforeEach
    void startSimulator() throws IOException {
        simulator = Simulator.start(new SimulatorSettings(0, 0, "countersign", PASSWORD), CLOCK);
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        simulator.close();
    }

    @Test
    void submitsAndPassesTheReceiptOn() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        SmsOrder order = order(1, "Your code is 042042.");

        gateway.send(order);

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        SmsReceipt receipt = Poll.until(gateway.receipts::peek, found -> found != null);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(receipt.messageKey()).isEqualTo(order.messageKey());
        assertThat(receipt.state()).isEqualTo(SmsReceipt.State.DELIVERED);
        assertThat(receipt.smscMessageId()).isEqualTo(result.smscMessageId());
        InboxMessage message = inbox().get(0);
        assertThat(message.text()).isEqualTo("Your code is 042042.");
        assertThat(message.to()).isEqualTo(order.to());
        assertThat(message.from()).isEqualTo("Countersign");
        assertThat(simulator.inbox().submitSm()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9",
                " !\"#\u00a4%&'()*+,-./0123456789:;<=>?\u00a1AZ\u00c4\u00d6\u00d1\u00dc\u00a7\u00bfaz\u00e4\u00f6\u00f1\u00fc\u00e0\f^{}\\[~]|\u20ac",
                "\u60a8\u7684\u9a8c\u8bc1\u7801\u662f 042042",
                "\ud83d\udd12 042042"
            })
    void everyCharacterArrives(String text) {
        start(PASSWORD, SUBMIT_TIMEOUT);

        gateway.send(order(1, text));

        assertThat(Poll.until(this::inbox, list -> !list.isEmpty()).get(0).text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789\u20ac", "\u044f\ud83d\udd12\u044f"})
    void aLongTextIsOneMessageOfManyParts(String block) {
        start(PASSWORD, SUBMIT_TIMEOUT);
        SmsOrder order = order(1, block.repeat(40));

        gateway.send(order);

        InboxMessage message = Poll.until(this::inbox, list -> !list.isEmpty()).get(0);
        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(message.text()).isEqualTo(order.text());
        assertThat(message.parts()).isGreaterThan(1);
        assertThat(result.parts()).isEqualTo(message.parts());
        assertThat(result.smscMessageId()).isEqualTo(message.id());
        assertThat(simulator.inbox().submitSm()).isEqualTo(message.parts());
    }

    @Test
    void deliversEachOnceWhenEverySecondSubmitIsThrottled() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        simulator.faults().set(new Faults(Faults.Mode.THROTTLE, 2, 0));
        List<SmsOrder> orders =
                IntStream.range(0, 40).mapToObj(n -> order(n, "Code " + n)).toList();

        orders.forEach(gateway::send);

        Poll.until(gateway.results::size, size -> size == orders.size());
        assertThat(gateway.results).allMatch(result -> result.state() == SmsResult.State.SUBMITTED);
        assertThat(inbox())
                .extracting(InboxMessage::text)
                .doesNotHaveDuplicates()
                .hasSize(orders.size());
        assertThat(simulator.inbox().submitSm()).isGreaterThan(orders.size());
    }

    @Test
    void goesOnAfterSystemErrors() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        simulator.faults().set(new Faults(Faults.Mode.SYSTEM_ERROR, 1, 0));
        SmsOrder order = order(1, "Code 042042");
        gateway.send(order);
        Poll.until(simulator.inbox()::submitSm, count -> count >= 3);

        simulator.faults().set(new Faults(Faults.Mode.NONE, 1, 0));

        Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty());
        assertThat(inbox()).hasSize(1);
    }

    @Test
    void tellsARefusalByTheReceipt() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        simulator.faults().set(new Faults(Faults.Mode.NEGATIVE_RECEIPT, 1, 0));

        gateway.send(order(1, "Code 042042"));

        SmsReceipt receipt = Poll.until(gateway.receipts::peek, found -> found != null);
        assertThat(receipt.state()).isEqualTo(SmsReceipt.State.UNDELIVERABLE);
        assertThat(receipt.errorCode()).isEqualTo("011");
    }

    @Test
    void bindsAgainAfterACutAndSendsNothingTwiceWhenTheReceiptComes() {
        start(PASSWORD, Duration.ofMillis(500));
        simulator.faults().set(new Faults(Faults.Mode.DISCONNECT, 1, 0));
        SmsOrder order = order(1, "Code 042042");

        gateway.send(order);

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(inbox()).hasSize(1);
        assertThat(result.smscMessageId()).isEqualTo(inbox().get(0).id());
        Poll.until(() -> gateway.links.size(), size -> size >= 3);
        assertThat(gateway.links).startsWith(true, false, true);
    }

    @Test
    void aReceiptSettlesWhatWasAnsweredTooLate() {
        start(PASSWORD, Duration.ofMillis(200));
        simulator.faults().set(new Faults(Faults.Mode.SLOW, 1, 600));
        SmsOrder order = order(1, "Code 042042");

        gateway.send(order);

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(simulator.inbox().submitSm()).isEqualTo(1);
    }

    @Test
    void repeatsOnceWhatTheLastLifeLeft() {
        start(PASSWORD, SUBMIT_TIMEOUT, Duration.ofMillis(50));
        SmsOrder order = order(1, "Code 042042");

        gateway.dispatch.takeUp(new GatewayMemory.Inflight(order, false));

        SmsResult result = Poll.until(() -> gateway.resultsOf(order.messageKey()), list -> !list.isEmpty())
                .get(0);
        assertThat(result.state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(inbox()).hasSize(1);
    }

    @Test
    void waitsLongAfterAWrongPassword() {
        start("wrong", SUBMIT_TIMEOUT);

        Poll.until(() -> gateway.pausesMillis.size(), size -> size >= 2);

        assertThat(gateway.pausesMillis).contains(30_000L);
        assertThat(gateway.links).isEmpty();
        assertThat(gateway.session.isBound()).isFalse();
    }

    @Test
    void bindsAsSoonAsTheMessageCenterIsThere() throws IOException {
        int port = simulator.smppPort();
        simulator.close();
        gateway = new LoopbackGateway(port, PASSWORD, SUBMIT_TIMEOUT, RECEIPT_WAIT, CLOCK);
        Poll.until(() -> gateway.pausesMillis.size(), size -> size >= 3);

        simulator = Simulator.start(new SimulatorSettings(0, port, "countersign", PASSWORD), CLOCK);

        Poll.until(gateway.session::isBound, bound -> bound);
        Poll.until(() -> gateway.links.size(), size -> size >= 1);
        assertThat(gateway.links).containsExactly(true);
    }

    @Test
    void unbindsAndStaysAway() {
        start(PASSWORD, SUBMIT_TIMEOUT);
        Poll.until(gateway.session::isBound, bound -> bound);

        gateway.session.close();

        assertThat(gateway.session.isBound()).isFalse();
        assertThat(gateway.session.submit(message()).kind()).isEqualTo(SubmitAnswer.Kind.NOT_SENT);
    }

    private void start(String password, Duration submitTimeout) {
        start(password, submitTimeout, RECEIPT_WAIT);
    }

    private void start(String password, Duration submitTimeout, Duration receiptWait) {
        gateway = new LoopbackGateway(simulator.smppPort(), password, submitTimeout, receiptWait, CLOCK);
    }

    private List<InboxMessage> inbox() {
        return simulator.inbox().list(Optional.empty());
    }

    private static SmsOrder order(int number, String text) {
        String to = String.format(Locale.ROOT, "+4915112%06d", number);
        return new SmsOrder(UUID.randomUUID(), to, text, NOW, NOW.plusSeconds(600));
    }

    private static ShortMessage message() {
        return new ShortMessage(
                SmppAddress.source("Countersign"),
                SmppAddress.destination("+4915112345678"),
                SegmentedText.GSM_DEFAULT,
                false,
                Octets.of(new byte[] {65}),
                "000000001000000R",
                1,
                true);
    }
}
