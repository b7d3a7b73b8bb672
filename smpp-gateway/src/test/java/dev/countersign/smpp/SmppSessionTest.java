package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jsmpp.bean.DeliverSm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The session against a message center that misbehaves octet by octet. */
@Timeout(60)
class SmppSessionTest {

    private static final String BOUND = "80000009" + "00000000" + "00000001" + "534d534300";
    private static final Duration CREDENTIAL_PAUSE = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final BlockingQueue<Boolean> links = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> pausesMillis = new LinkedBlockingQueue<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            if (unit.toMillis(delay) != TIMEOUT.toMillis()) { // after that a write is looked at, and no link is made
                pausesMillis.add(unit.toMillis(delay));
            }
            return super.schedule(work, delay, unit);
        }
    };
    private final AtomicReference<@Nullable Error> unheard = new AtomicReference<>();
    private final ExecutorService connecting = Executors.newCachedThreadPool();
    private final StandInClock clock = new StandInClock(Instant.parse("2026-03-01T10:00:00Z"));
    private ServerSocket center;
    private SmppSession session;

    @SuppressWarnings("NullAway.Init") // by what is submitted in vain
    private SubmitAnswer.Later later;

    @BeforeEach
    void listen() throws IOException {
        center = listening();
        session = session(TIMEOUT);
        session.open();
        assertThat(pausesMillis.poll()).isZero();
    }

    private static ServerSocket listening() throws IOException {
        ServerSocket socket = new ServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        socket.setSoTimeout(30_000);
        return socket;
    }

    private SmppSession session(Duration timeout) {
        return session(timeout, Duration.ofMinutes(5));
    }

    private SmppSession session(Duration timeout, Duration patience) {
        return session(timeout, patience, center);
    }

    private SmppSession session(Duration timeout, Duration patience, ServerSocket... centers) {
        return new SmppSession(
                new SmppSettings(
                        Stream.of(centers)
                                .map(one -> new SmppSettings.Address("127.0.0.1", one.getLocalPort()))
                                .toList(),
                        new SmppSettings.Account("countersign", "secret12", ""),
                        Optional.empty(),
                        new SmppSettings.Timing(
                                Duration.ofSeconds(30),
                                timeout,
                                timeout,
                                new Backoff(Duration.ofMillis(10), Duration.ofMillis(100)),
                                CREDENTIAL_PAUSE)),
                BindKind.TRANSCEIVER,
                patience,
                new Listener(),
                new Clockwork(timer, connecting, clock, new Random(1)));
    }

    @AfterEach
    void stop() throws IOException {
        timer.shutdownNow();
        connecting.shutdownNow();
        session.close();
        center.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80000009" + "0000000e",
                "80000009" + "0000000f",
                "80000009" + "00000053",
                "80000000" + "0000000e" // generic_nack
            })
    void waitsLongAfterWrongCredentialsEvenWhenTheConnectionIsCutBehindTheAnswer(String answer) throws Exception {
        try (Socket connection = center.accept()) {
            readPdu(connection);
            send(connection, answer + "00000001");
        }

        assertThat(pausesMillis.poll(30, TimeUnit.SECONDS)).isEqualTo(CREDENTIAL_PAUSE.toMillis());
        assertThat(links).isEmpty();
    }

    @Test
    void tellsWhyABindWasRefusedWithGenericNack() throws Exception {
        try (Socket connection = center.accept()) {
            readPdu(connection);
            send(connection, "80000000" + "0000000d" + "00000001");
        }

        assertThat(pausesMillis.poll(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(session.state().lastFault()).isEqualTo("ESME_RBINDFAIL (0x0d)");
    }

    /** Nothing behind the status of the answer is needed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "534d5343",
                "534d534300" + "0210",
                "534d534300" + "0210000199",
                "5353535353535353535353535353535353" + "00"
            })
    void isBoundWhateverStandsInTheBodyOfTheAnswer(String body) throws Exception {
        try (Socket connection = center.accept()) {
            readPdu(connection);
            send(connection, "80000009" + "00000000" + "00000001" + body);

            assertThat(links.poll(30, TimeUnit.SECONDS)).isTrue();
            assertThat(session.isBound()).isTrue();
        }
    }

    /** Message centers leave that to the other side, and jsmpp to the message center. */
    @Test
    void closesTheConnectionOfACenterThatHasUnboundAndBindsAnew() throws Exception {
        try (Socket unbound = center.accept()) {
            bind(unbound);

            send(unbound, "00000006" + "00000000" + "00000007");

            assertThat(readPdu(unbound)).isEqualTo("80000006" + "00000000" + "00000007");
            assertThat(links.poll(10, TimeUnit.SECONDS)).isFalse();
            assertThat(session.state().lastFault()).isEqualTo("the message center unbound");
            try (Socket connection = center.accept()) {
                bind(connection);
            }
        }
    }

    @Test
    void comesBackSoonAfterABindThatIsNeverAnswered() throws Exception {
        try (Socket silent = center.accept()) {
            readPdu(silent);

            assertThat(pausesMillis.poll(30, TimeUnit.SECONDS)).isLessThan(1_000);
        }
        try (Socket connection = center.accept()) {
            bind(connection);
        }
    }

    /** As where the machine has no thread left for a moment. */
    @Test
    void anErrorEndsOneAttemptToBindAndNotAll() throws Exception {
        unheard.set(new OutOfMemoryError("unable to create native thread"));
        try (Socket connection = center.accept()) {
            readPdu(connection);
            send(connection, BOUND);

            assertThat(pausesMillis.poll(30, TimeUnit.SECONDS)).isLessThan(1_000);
        }
        assertThat(links.poll(30, TimeUnit.SECONDS))
                .as("whoever heard of the bind")
                .isFalse();
        try (Socket connection = center.accept()) {
            bind(connection);
        }
        assertThat(session.isBound()).isTrue();
    }

    @Test
    void theTimerIsFreeWhileABindIsNotAnswered() throws Exception {
        try (ServerSocket other = listening();
                SmppSession patient = session(Duration.ofMinutes(5), Duration.ofMinutes(5), other)) {
            patient.open();
            try (Socket silent = other.accept()) {
                readPdu(silent);

                timer.submit(() -> {}).get(20, TimeUnit.SECONDS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000150000000000000001", // command_length 0
                "7fffffff000000050000000000000001", // 2 GiB
                "80000010000000050000000000000001", // negative
                "00010001000000050000000000000001", // 65,537
                "485454502f312e31203430302042616420526571756573740d0a0d0a" // HTTP
            })
    void leavesAConnectionWhoseLengthsCannotBeTrustedAndBindsAnew(String octets) throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);
            connection.getOutputStream().write(HexFormat.of().parseHex(octets));

            assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();
        }
        try (Socket connection = center.accept()) {
            bind(connection);
        }
    }

    @Test
    void answersAnUnknownCommandWithGenericNackAndStaysBound() throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);

            send(connection, "00000999" + "00000000" + "00000007");

            assertThat(readPdu(connection)).startsWith("80000000" + "00000003" + "00000007");
            assertThat(session.isBound()).isTrue();
        }
    }

    @Test
    void answersEnquireLinkWithItsOwnNumber() throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);

            send(connection, "00000015" + "00000000" + "ffffffff");

            assertThat(readPdu(connection)).isEqualTo("80000015" + "00000000" + "ffffffff");
        }
    }

    /** Not several times a second, for ever. */
    @Test
    void comesBackMoreAndMoreSeldomToACenterThatDropsEachBind() throws Exception {
        List<Long> pauses = new ArrayList<>();
        for (int bind = 0; bind < 5; bind++) {
            pauses.add(bindAndLose());
        }

        assertThat(pauses.get(0)).isBetween(5L, 10L);
        assertThat(pauses.get(4)).isBetween(50L, 100L);
    }

    @Test
    void comesBackAtOnceWhereTheBindHasStoodForAWhile() throws Exception {
        for (int bind = 0; bind < 5; bind++) {
            bindAndLose();
        }
        try (Socket connection = center.accept()) {
            bind(connection);
            clock.pass(Duration.ofSeconds(30));
        }

        assertThat(pausesMillis.poll(30, TimeUnit.SECONDS)).isBetween(5L, 10L);
    }

    /** As an operator needs it: not since the last attempt. */
    @Test
    void tellsSinceWhenNoBindStands() throws Exception {
        Instant begun = clock.instant();
        for (int attempt = 0; attempt < 3; attempt++) {
            clock.pass(Duration.ofMinutes(1));
            try (Socket refused = center.accept()) {
                readPdu(refused);
                send(refused, "80000009" + "0000000d" + "00000001");
                assertThat(pausesMillis.poll(30, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(session.state().lastFault()).isEqualTo("ESME_RBINDFAIL (0x0d)");
            assertThat(session.state().since()).isEqualTo(begun);
        }
        try (Socket connection = center.accept()) {
            bind(connection);
            assertThat(session.state().since()).isEqualTo(clock.instant());
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();
        assertThat(session.state().since()).isEqualTo(clock.instant());
    }

    /** The other may be well: after a refusal, and after a bind that was lost. */
    @Test
    void goesToItsNextAddressEachTimeOneFails() throws Exception {
        try (ServerSocket first = listening();
                ServerSocket second = listening();
                SmppSession pair = session(Duration.ofSeconds(5), Duration.ofMinutes(5), first, second)) {
            pair.open();
            try (Socket refused = first.accept()) {
                readPdu(refused);
                send(refused, "80000009" + "0000000d" + "00000001");
            }
            try (Socket connection = second.accept()) {
                bind(connection);
                assertThat(pair.state().address()).endsWith(":" + second.getLocalPort());
            }
            assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();
            try (Socket connection = first.accept()) {
                bind(connection);
            }
        }
    }

    /** What is open on the bind that is at fault would else be uncertain. */
    @Test
    void aBindThatIsToBeMadeAnewHearsItsOpenAnswersFirst() throws Exception {
        try (Socket first = center.accept()) {
            bind(first);
            session.close();
            assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();
        }
        try (SmppSession patient = session(Duration.ofSeconds(5))) {
            patient.open();
            try (Socket connection = center.accept()) {
                bind(connection);
                CompletableFuture<SubmitAnswer> open = CompletableFuture.supplyAsync(() -> submit(patient), connecting);
                String submit = readPdu(connection);

                patient.rebind();

                assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();
                assertThat(patient.canSubmit()).isFalse();
                assertThat(patient.canHear()).isTrue();
                assertThat(submit(patient).kind()).isEqualTo(SubmitAnswer.Kind.NOT_SENT);
                send(connection, "80000004" + "00000000" + submit.substring(16, 24) + "303100");
                assertThat(open.get(30, TimeUnit.SECONDS)).isEqualTo(SubmitAnswer.accepted("01"));
                assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();
            }
            try (Socket connection = center.accept()) {
                bind(connection);
                assertThat(patient.canSubmit()).isTrue();
            }
        }
    }

    @Test
    void aBindThatIsToBeMadeAnewWaitsForNoAnswerForEver() throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);
            CompletableFuture<SubmitAnswer> open = CompletableFuture.supplyAsync(() -> submit(session), connecting);
            readPdu(connection);

            session.rebind();

            assertThat(open.get(30, TimeUnit.SECONDS).kind()).isEqualTo(SubmitAnswer.Kind.UNANSWERED);
        }
        try (Socket connection = center.accept()) {
            assertThat(readPdu(connection)).startsWith("00000009");
        }
    }

    /** The message center has it; without the id its receipt would be about nothing. */
    @Test
    void anAnswerThatIsOverdueIsHeardWhenItComes() throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);
            String submit = submitInVain(connection);
            assertThat(session.outstanding()).isEqualTo(1);

            send(connection, "80000004" + "00000000" + submit + "414200");

            assertThat(later.answer().get(30, TimeUnit.SECONDS)).isEqualTo(SubmitAnswer.accepted("ab"));
            later.over().get(30, TimeUnit.SECONDS);
            assertThat(session.outstanding()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4142434445"})
    void anOverdueAcceptanceWithoutAnIdIsOneNevertheless(String body) throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);
            String submit = submitInVain(connection);

            send(connection, "80000004" + "00000000" + submit + body);

            assertThat(later.answer().get(30, TimeUnit.SECONDS)).isEqualTo(SubmitAnswer.accepted("unknown-1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"80000004" + "00000058", "80000000" + "00000058"})
    void anOverdueRefusalIsHeardToo(String answer) throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);
            String submit = submitInVain(connection);

            send(connection, answer + submit);

            assertThat(later.answer().get(30, TimeUnit.SECONDS)).isEqualTo(SubmitAnswer.refused(0x58));
        }
    }

    /** It says neither. */
    @Test
    void anOverdueGenericNackThatNamesNoErrorIsNoAnswer() throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);
            String submit = submitInVain(connection);

            send(connection, "80000000" + "00000000" + submit);

            assertThat(later.answer().get(30, TimeUnit.SECONDS)).isEqualTo(SubmitAnswer.unanswered());
        }
    }

    @Test
    void withTheConnectionItIsOverWhatMayStillCome() throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);
            submitInVain(connection);
        }

        assertThat(later.answer().get(30, TimeUnit.SECONDS)).isEqualTo(SubmitAnswer.unanswered());
        later.over().get(30, TimeUnit.SECONDS);
        assertThat(session.outstanding()).isZero();
    }

    /** No thread and no place in the window is held for what cannot come; and of ten answers that one cut takes one is a fault. */
    @Test
    void withTheConnectionTheWaitForItsAnswersIsOver() throws Exception {
        try (Socket first = center.accept()) {
            bind(first);
            session.close();
            assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();
        }
        session = session(Duration.ofMinutes(5));
        session.open();
        List<CompletableFuture<SubmitAnswer>> open;
        try (Socket connection = center.accept()) {
            bind(connection);
            open = Stream.generate(() -> CompletableFuture.supplyAsync(() -> submit(session), connecting))
                    .limit(3)
                    .toList();
            for (int submit = 0; submit < 3; submit++) {
                assertThat(readPdu(connection)).startsWith("00000004");
            }
        }

        List<SubmitAnswer> answers = new ArrayList<>();
        for (CompletableFuture<SubmitAnswer> one : open) {
            answers.add(one.get(30, TimeUnit.SECONDS));
        }

        assertThat(answers)
                .containsExactlyInAnyOrder(SubmitAnswer.unanswered(), SubmitAnswer.cut(), SubmitAnswer.cut());
        assertThat(session.outstanding()).isZero();
    }

    /** Or a center that loses answers would in the end be sent nothing. */
    @Test
    void whatIsNeverAnsweredIsOpenUntilNoReceiptIsAwaitedEither() throws Exception {
        try (Socket first = center.accept()) {
            bind(first);
            session.close();
        }
        session = session(TIMEOUT, Duration.ofMillis(300));
        links.clear();
        session.open();
        try (Socket connection = center.accept()) {
            bind(connection);
            String submit = submitInVain(connection);

            later.over().get(30, TimeUnit.SECONDS);

            assertThat(session.outstanding()).isZero();
            assertThat(pausesMillis).contains(300L);
            send(connection, "80000004" + "00000000" + submit + "414200");
            assertThat(later.answer().get(30, TimeUnit.SECONDS)).isEqualTo(SubmitAnswer.accepted("ab"));
        }
    }

    private static SubmitAnswer submit(SmppSession session) {
        session.reserve();
        return session.submit(RawCenter.message(), "unknown-1");
    }

    /** Returns the sequence number of one that is not answered in time. */
    private String submitInVain(Socket connection) throws Exception {
        CompletableFuture<SubmitAnswer> open = CompletableFuture.supplyAsync(() -> submit(session), connecting);
        String submit = readPdu(connection).substring(16, 24);
        SubmitAnswer answer = open.get(30, TimeUnit.SECONDS);
        assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.UNANSWERED);
        later = answer.later().orElseThrow();
        return submit;
    }

    /** The pause after it, in milliseconds. */
    private long bindAndLose() throws Exception {
        try (Socket connection = center.accept()) {
            bind(connection);
        }
        assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();
        return Objects.requireNonNull(pausesMillis.poll(30, TimeUnit.SECONDS));
    }

    private void bind(Socket connection) throws IOException, InterruptedException {
        assertThat(readPdu(connection)).startsWith("00000009");
        send(connection, BOUND);
        assertThat(links.poll(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void send(Socket connection, String pduWithoutLength) throws IOException {
        byte[] body = HexFormat.of().parseHex(pduWithoutLength);
        connection
                .getOutputStream()
                .write(HexFormat.of().parseHex(HexFormat.of().toHexDigits(body.length + 4)));
        connection.getOutputStream().write(body);
    }

    private static String readPdu(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        return HexFormat.of().formatHex(in.readNBytes(in.readInt() - 4));
    }

    private final class Listener implements LinkListener {

        @Override
        public void linkChanged(boolean bound) {
            Error fault = unheard.getAndSet(null);
            if (fault != null) {
                throw fault;
            }
            links.add(bound);
        }

        @Override
        public void delivered(DeliverSm deliver) {
            throw new AssertionError("nothing is delivered here");
        }
    }
}
