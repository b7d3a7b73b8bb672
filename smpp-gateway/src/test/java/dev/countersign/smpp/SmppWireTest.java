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

/** SMPP 3.4 against octets that nobody should send, and against silence: the session is there again for the next message. */
@Timeout(120)
class SmppWireTest {

    private static final int ESME_RINVCMDID = 0x03;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int DATA_SM = 0x103;
    private static final int ENQUIRE_LINK_RESP = 0x80000015;
    private static final int SUBMIT_SM_RESP = 0x80000004;
    private static final int THREADS_OF_A_SESSION = 12;

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

    /** When the octets come. */
    enum Moment {
        BEFORE_THE_ANSWER_TO_THE_BIND(RawCenter.BIND_TRANSCEIVER),
        WHILE_A_SUBMIT_IS_OPEN(RawCenter.SUBMIT_SM);

        private final int command;

        Moment(int command) {
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
                (connection, command, sequence) ->
                        command == moment.command && sent.compareAndSet(false, true) ? octets : new byte[0],
                Duration.ofMillis(500));
        if (moment == Moment.WHILE_A_SUBMIT_IS_OPEN) {
            awaitBound();
            submit();
        }

        awaitSubmitted();
        assertThat(sent).isTrue();
        if (moment == Moment.WHILE_A_SUBMIT_IS_OPEN && name.equals("unknown command id")) {
            Polling.until(() -> wasReceived("80000000" + "00000003" + "00000007"));
            assertThat(center.connections).hasValue(1);
        }
        if (moment == Moment.WHILE_A_SUBMIT_IS_OPEN && name.equals("two PDUs in one segment")) {
            Polling.until(() -> wasReceived("80000015" + "00000000" + "00000001")
                    && wasReceived("80000015" + "00000000" + "00000002"));
            assertThat(center.connections).hasValue(1);
        }
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

    @Test
    void anAcceptanceWithoutAnIdIsOneNevertheless() throws Exception {
        open(
                (connection, command, sequence) ->
                        command == RawCenter.SUBMIT_SM ? RawCenter.pdu(SUBMIT_SM_RESP, 0, sequence, "") : new byte[0],
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

    @Test
    void threadsDoNotPileUpBeforeACenterThatNeverAnswersABind() throws Exception {
        int before = Thread.getAllStackTraces().size();
        open((connection, command, sequence) -> null, Duration.ofMillis(50));

        Polling.until(() -> center.connections.get() >= 20);

        // Each attempt had threads of its own; those of two may be there at one time.
        Polling.until(
                () -> Thread.getAllStackTraces().size() - before - center.serving.get() <= 2 * THREADS_OF_A_SESSION);
    }

    private void open(RawCenter.Surprise surprise, Duration timeout) throws IOException {
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
                BindKind.TRANSCEIVER,
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

    private SubmitAnswer submit() {
        session.reserve();
        return session.submit(RawCenter.message(), "unknown-1");
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
