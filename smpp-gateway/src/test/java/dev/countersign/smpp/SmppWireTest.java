package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SMPP 3.4 against octets that nobody should send, and against silence: the session is there again for the next message. */
@Timeout(120)
class SmppWireTest {

    private static final int ESME_RINVCMDID = 0x03;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int DELIVER_SM = 0x05;
    private static final int DATA_SM = 0x103;
    private static final int ENQUIRE_LINK_RESP = 0x80000015;
    private static final int SUBMIT_SM_RESP = 0x80000004;
    private static final int THREADS_OF_A_SESSION = ReceiptTurns.MOST + 4;
    private static final int BROKEN = 40;
    private static final long MUCH_HEAP_OCTETS = 20_000_000;

    /** What octets that break no connection are answered by. */
    private static final Map<String, List<String>> ANSWERS = Map.of(
            "unknown command id", List.of("80000000" + "00000003" + "00000007"),
            "sequence number 0xffffffff", List.of("80000015" + "00000000" + "ffffffff"),
            "enquire_link", List.of("80000015" + "00000000" + "00000004"),
            "one PDU byte by byte (50 ms each)", List.of("80000015" + "00000000" + "00000003"),
            "two PDUs in one segment",
                    List.of("80000015" + "00000000" + "00000001", "80000015" + "00000000" + "00000002"));

    /** What a deliver_sm among them is answered by where receipts are heard: what cannot be read, with ESME_RINVOPTPARSTREAM. */
    private static final Map<String, List<String>> ANSWERS_TO_DELIVERIES = Map.of(
            "sm_length smaller, rest parsed as TLV", List.of("80000005" + "000000c0" + "0000000a"),
            "TLV header cut", List.of("80000005" + "000000c0" + "0000000c"),
            "duplicate TLV receipted_message_id", List.of("80000005" + "00000000" + "0000000e"),
            "UDH part 0 of 2", List.of("80000005" + "00000000" + "00000010"),
            "UDH total 0", List.of("80000005" + "00000000" + "00000012"));

    /** A command of nobody: the octets come without having been asked for. */
    private static final int UNASKED = 0;

    private static final int GOOD = 0x7a;
    private static final String RECEIPT =
            "00" + "0101" + "3439313531323334353637383900" + "0500" + "4d7942726f6b657200" + "04" + "0000" + "00" + "00"
                    + "00" + "00" + "00" + "00" + "00" + "001e0003" + "613100" + "04270001" + "02";

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService connecting = Executors.newCachedThreadPool();
    private final BlockingQueue<Boolean> links = new LinkedBlockingQueue<>();

    /** Stores nothing before it is open. */
    private volatile CountDownLatch broker = new CountDownLatch(0);

    private final Queue<DeliverSm> delivered = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private RawCenter center;

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private SmppSession session;

    /** When the octets come; the states of a session are those of section 2.2. */
    enum Moment {
        OPEN(BindKind.TRANSCEIVER, RawCenter.BIND_TRANSCEIVER),
        BOUND_TX(BindKind.TRANSMITTER, UNASKED),
        BOUND_RX(BindKind.RECEIVER, UNASKED),
        BOUND_TRX(BindKind.TRANSCEIVER, UNASKED),
        WHILE_A_SUBMIT_IS_OPEN(BindKind.TRANSCEIVER, RawCenter.SUBMIT_SM);

        private final BindKind kind;
        private final int command;

        Moment(BindKind kind, int command) {
            this.kind = kind;
            this.command = command;
        }
    }

    static Stream<Arguments> octetsAtEachMoment() {
        return Stream.of(Moment.values())
                .flatMap(moment -> Stream.of("malformed_from_smsc", "framing")
                        .flatMap(list -> Vectors.of("smpp.json", list))
                        .map(vector -> Arguments.of(vector.getString("name"), moment, vector)));
    }

    @AfterEach
    void stop() throws IOException {
        broker.countDown();
        timer.shutdownNow();
        connecting.shutdownNow();
        session.close();
        center.close();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("octetsAtEachMoment")
    void recoversForTheNextMessage(String name, Moment moment, JsonObject vector) throws Exception {
        byte[] octets = HexFormat.of().parseHex(vector.getString("hex"));
        AtomicBoolean sent = new AtomicBoolean();
        open(
                moment.kind,
                (connection, command, sequence) ->
                        command == moment.command && sent.compareAndSet(false, true) ? octets : new byte[0],
                Duration.ofMillis(500));
        if (moment != Moment.OPEN) {
            awaitBound();
        }
        if (moment.command == UNASKED) {
            center.send(1, octets);
        } else if (moment == Moment.WHILE_A_SUBMIT_IS_OPEN) {
            submit();
            assertThat(sent).isTrue();
        }

        if (moment.kind.submits()) {
            awaitSubmitted();
        } else {
            awaitHeard();
        }
        Map<String, List<String>> answers = moment.kind.hears() ? ANSWERS_TO_DELIVERIES : Map.of();
        List<String> expected = ANSWERS.getOrDefault(name, answers.getOrDefault(name, List.of()));
        if (moment != Moment.OPEN && !expected.isEmpty()) {
            Polling.until(() -> expected.stream().allMatch(this::wasReceived));
            assertThat(center.connections).hasValue(1);
        }
    }

    /** Each is answered, and then a PDU of two gigabytes is announced. */
    @Test
    void bindsThatBreakLeaveNothingBehind() throws Exception {
        int threads = Thread.getAllStackTraces().size();
        long heap = usedHeap();
        open(
                (connection, command, sequence) -> connection <= BROKEN && command == RawCenter.BIND_TRANSCEIVER
                        ? HexFormat.of()
                                .parseHex("00000015" + "80000009" + "00000000"
                                        + HexFormat.of().toHexDigits(sequence) + "534d534300" + "7fffffff" + "00000005")
                        : new byte[0],
                Duration.ofMillis(100));

        awaitSubmitted();

        assertThat(center.connections).hasValueGreaterThan(BROKEN);
        Polling.until(
                () -> Thread.getAllStackTraces().size() - threads - center.serving.get() <= 2 * THREADS_OF_A_SESSION);
        assertThat(usedHeap() - heap).isLessThan(MUCH_HEAP_OCTETS);
    }

    /** Each receipt twice and in reverse, all before the answer to the submit_sm that they may be about. */
    @Test
    void everyReceiptIsAcknowledgedAndThenTheMessageIsAnswered() throws Exception {
        List<String> receipts = new ArrayList<>(Stream.of(1, 2)
                .flatMap(time -> Vectors.of("smpp.json", "delivery_receipts"))
                .map(vector -> vector.getString("hex"))
                .toList());
        Collections.reverse(receipts);
        byte[] octets = HexFormat.of().parseHex(String.join("", receipts));
        open(
                (connection, command, sequence) -> command == RawCenter.SUBMIT_SM ? octets : new byte[0],
                Duration.ofSeconds(20));
        awaitBound();

        assertThat(submit().kind()).isEqualTo(SubmitAnswer.Kind.ACCEPTED);

        Polling.until(() -> acknowledged() == receipts.size());
        assertThat(receipts).hasSize(54);
        Polling.until(() -> delivered.size() == receipts.size());
    }

    /** Section 4.7: a message center may bring its receipts so; what it is about stands in TLVs alone. */
    @Test
    void aReceiptInADataSmIsReadAndAcknowledged() throws Exception {
        byte[] receipt = RawCenter.pdu(
                DATA_SM,
                0,
                7,
                "00" + "0101" + "3439313531313233343536373800" + "0000" + "00" + "040000" + "001e0003" + "613100"
                        + "04270001" + "02");
        open(
                (connection, command, sequence) -> command == RawCenter.SUBMIT_SM ? receipt : new byte[0],
                Duration.ofSeconds(20));
        awaitBound();

        assertThat(submit().kind()).isEqualTo(SubmitAnswer.Kind.ACCEPTED);

        Polling.until(() -> wasReceived("80000103" + "00000000" + "00000007"));
        Receipt read =
                new ReceiptReader(ReceiptIdForm.SAME).read(delivered.remove()).orElseThrow();
        assertThat(read)
                .isEqualTo(new Receipt("a1", SmsReceipt.State.DELIVERED, "", OptionalInt.empty(), "4915112345678"));
    }

    @Test
    void aBrokerThatTakesNoReceiptHoldsUpNoAnswer() throws Exception {
        List<String> receipts = IntStream.range(0, 10)
                .boxed()
                .flatMap(time -> Vectors.of("smpp.json", "delivery_receipts"))
                .map(vector -> vector.getString("hex"))
                .toList();
        byte[] octets = HexFormat.of().parseHex(String.join("", receipts));
        broker = new CountDownLatch(1);
        open(
                (connection, command, sequence) -> command == RawCenter.SUBMIT_SM ? octets : new byte[0],
                Duration.ofSeconds(20));
        awaitBound();

        assertThat(submit().kind()).isEqualTo(SubmitAnswer.Kind.ACCEPTED);

        Polling.until(() -> count("80000005" + "00000064") == receipts.size() - ReceiptTurns.MOST);
        broker.countDown();
        Polling.until(() -> acknowledged() == ReceiptTurns.MOST);
        assertThat(delivered).hasSize(ReceiptTurns.MOST);
    }

    @Test
    void aGenericNackRefusesTheMessageThatItIsAbout() throws Exception {
        AtomicBoolean sent = new AtomicBoolean();
        open(
                (connection, command, sequence) -> command == RawCenter.SUBMIT_SM && sent.compareAndSet(false, true)
                        ? RawCenter.pdu(0x80000000, ESME_RINVCMDID, sequence, "")
                        : new byte[0],
                Duration.ofSeconds(2));
        awaitBound();

        SubmitAnswer answer = submit();

        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.REFUSED);
        assertThat(answer.commandStatus()).isEqualTo(ESME_RINVCMDID);
        assertThat(CommandStatus.of(ESME_RINVCMDID)).isEqualTo(CommandStatus.ELSEWHERE);
    }

    /** It is no acceptance, and nobody knows whether the message was taken: it waits for a receipt. */
    @Test
    void aGenericNackThatNamesNoErrorIsNoAnswer() throws Exception {
        open(
                (connection, command, sequence) -> command == RawCenter.SUBMIT_SM
                        ? RawCenter.pdu(0x80000000, CommandStatus.ESME_ROK, sequence, "")
                        : new byte[0],
                Duration.ofSeconds(20));
        awaitBound();

        assertThat(submit()).isEqualTo(SubmitAnswer.unanswered());
    }

    /** The second has an id that does not end. */
    @ParameterizedTest
    @ValueSource(strings = {"", "4142"})
    void anAcceptanceWithoutAnIdIsOneNevertheless(String body) throws Exception {
        open(
                (connection, command, sequence) ->
                        command == RawCenter.SUBMIT_SM ? RawCenter.pdu(SUBMIT_SM_RESP, 0, sequence, body) : new byte[0],
                Duration.ofSeconds(20));
        awaitBound();

        assertThat(submit()).isEqualTo(SubmitAnswer.accepted("unknown-1"));
    }

    @Test
    void anAnswerOfAnotherKindIsNoAnswer() throws Exception {
        open(
                (connection, command, sequence) -> command == RawCenter.SUBMIT_SM
                        ? RawCenter.pdu(ENQUIRE_LINK_RESP, 0, sequence, "")
                        : new byte[0],
                Duration.ofSeconds(20));
        awaitBound();

        assertThat(submit().kind()).isEqualTo(SubmitAnswer.Kind.UNANSWERED);
    }

    @Test
    void aSubmitThatIsNeverAnsweredEndsUnanswered() throws Exception {
        open(
                (connection, command, sequence) -> command == RawCenter.SUBMIT_SM ? null : new byte[0],
                Duration.ofMillis(300));
        awaitBound();

        assertThat(submit().kind()).isEqualTo(SubmitAnswer.Kind.UNANSWERED);
    }

    @Test
    void aLinkThatNoLongerAnswersIsLeftForANewOne() throws Exception {
        open(
                (connection, command, sequence) -> command == ENQUIRE_LINK && connection == 1 ? null : new byte[0],
                Duration.ofMillis(300));
        awaitBound();

        // The test of the quiet link stays unanswered.
        assertThat(links.poll(60, TimeUnit.SECONDS)).isFalse();

        awaitBound();
        assertThat(submit().kind()).isEqualTo(SubmitAnswer.Kind.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {RawCenter.BIND_TRANSCEIVER, ENQUIRE_LINK})
    void threadsDoNotPileUpBeforeACenterThatNeverAnswers(int unanswered) throws Exception {
        int before = Thread.getAllStackTraces().size();
        open((connection, command, sequence) -> command == unanswered ? null : new byte[0], Duration.ofMillis(50));

        Polling.until(() -> center.connections.get() >= BROKEN);

        // Each attempt had threads of its own; those of two may be there at one time.
        Polling.until(
                () -> Thread.getAllStackTraces().size() - before - center.serving.get() <= 2 * THREADS_OF_A_SESSION);
    }

    private void open(RawCenter.Surprise surprise, Duration timeout) throws IOException {
        open(BindKind.TRANSCEIVER, surprise, timeout);
    }

    private void open(BindKind kind, RawCenter.Surprise surprise, Duration timeout) throws IOException {
        center = new RawCenter(surprise);
        session = new SmppSession(
                new SmppSettings(
                        List.of(new SmppSettings.Address("127.0.0.1", center.port())),
                        new SmppSettings.Account("countersign", "secret12", ""),
                        Optional.empty(),
                        new SmppSettings.Timing(
                                timeout,
                                timeout,
                                timeout,
                                new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
                                Duration.ofSeconds(30))),
                kind,
                Duration.ZERO,
                new Listener(),
                new Clockwork(timer, connecting, Clock.systemUTC(), new Random(1)));
        session.open();
    }

    private void awaitBound() throws InterruptedException {
        assertThat(links.poll(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Tries until a session is there; an answer that was lost on the way is not repeated by the session itself. */
    private void awaitSubmitted() {
        Polling.until(() -> submit().kind() == SubmitAnswer.Kind.ACCEPTED);
    }

    /** Brings a receipt until it is acknowledged; what was lost with a connection is brought again on the next. */
    private void awaitHeard() {
        byte[] receipt = RawCenter.pdu(DELIVER_SM, 0, GOOD, RECEIPT);
        Polling.until(() -> {
            try {
                center.send(center.connections.get(), receipt);
            } catch (IOException e) {
                return false;
            }
            return wasReceived("80000005" + "00000000" + HexFormat.of().toHexDigits(GOOD));
        });
    }

    private SubmitAnswer submit() {
        session.reserve();
        return session.submit(RawCenter.message(), "unknown-1");
    }

    private static long usedHeap() {
        System.gc();
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory();
    }

    private boolean wasReceived(String pdu) {
        return center.received.stream().anyMatch(known -> known.startsWith(pdu));
    }

    private long acknowledged() {
        return count("80000005" + "00000000");
    }

    private long count(String pdu) {
        return center.received.stream().filter(known -> known.startsWith(pdu)).count();
    }

    private final class Listener implements LinkListener {

        @Override
        public void linkChanged(boolean bound) {
            links.add(bound);
        }

        @Override
        public void delivered(DeliverSm deliver) {
            try {
                broker.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            delivered.add(deliver);
        }
    }
}
