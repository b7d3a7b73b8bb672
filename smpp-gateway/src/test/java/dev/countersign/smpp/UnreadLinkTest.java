package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message center that takes the bind and then nothing more from its connection, which TCP keeps up. */
@Timeout(60)
class UnreadLinkTest {

    /** So much fills the buffers of both sides. */
    private static final int PARTS = 200;

    private final BlockingQueue<Boolean> links = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket center;

    @BeforeEach
    void listen() throws IOException {
        center = new ServerSocket();
        center.setReceiveBufferSize(4_096);
        center.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        center.setSoTimeout(30_000);
    }

    @AfterEach
    void stop() throws IOException {
        timer.shutdownNow();
        threads.shutdownNow();
        center.close();
    }

    @Test
    void isLeftAndBoundAnew() throws Exception {
        try (SmppSession session = session(Duration.ofSeconds(2));
                Socket unread = bind(session)) {
            List<CompletableFuture<SubmitAnswer>> open = fill(session, threads);
            assertThat(submit(session).kind()).isEqualTo(SubmitAnswer.Kind.NOT_SENT);

            assertThat(links.poll(30, TimeUnit.SECONDS)).isFalse();

            for (CompletableFuture<SubmitAnswer> one : open) {
                assertThat(one.get(30, TimeUnit.SECONDS).isKnown()).isFalse();
            }
            assertThat(session.outstanding()).isZero();
            try (Socket again = center.accept()) {
                answerBind(again);
                assertThat(links.poll(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(unread.isClosed()).isFalse();
        }
    }

    /** As for a pause. It has no time for an unbind that waits behind a write. */
    @Test
    void isLeftWithoutAnUnbindThatCouldNotGetThrough() throws Exception {
        SmppSession session = session(Duration.ofMinutes(5));
        try (Socket unread = bind(session)) {
            List<CompletableFuture<SubmitAnswer>> open = fill(session, threads);

            CompletableFuture.runAsync(session::close, threads).get(30, TimeUnit.SECONDS);

            for (CompletableFuture<SubmitAnswer> one : open) {
                assertThat(one.get(30, TimeUnit.SECONDS).isKnown()).isFalse();
            }
            assertThat(unread.isClosed()).isFalse();
        }
    }

    private SmppSession session(Duration timeout) {
        return new SmppSession(
                Carriers.at(center.getLocalPort(), "secret12", timeout),
                BindKind.TRANSCEIVER,
                Duration.ZERO,
                new Listener(),
                new Clockwork(timer, threads, Clock.systemUTC(), new Random(1)));
    }

    private Socket bind(SmppSession session) throws IOException, InterruptedException {
        session.open();
        Socket connection = center.accept();
        answerBind(connection);
        assertThat(links.poll(30, TimeUnit.SECONDS)).isTrue();
        return connection;
    }

    private static void answerBind(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        in.readNBytes(in.readInt() - 4);
        connection.getOutputStream().write(RawCenter.pdu(0x80000009, 0, 1, "534d534300"));
    }

    /** Submits until nothing more gets through. */
    static List<CompletableFuture<SubmitAnswer>> fill(SmppSession session, Executor threads) {
        List<CompletableFuture<SubmitAnswer>> open = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> submit(session), threads))
                .limit(PARTS)
                .toList();
        Polling.until(() -> !session.canSubmit());
        return open;
    }

    private static SubmitAnswer submit(SmppSession session) {
        session.reserve();
        return session.submit(
                new ShortMessage(
                        SmppAddress.source("Countersign"),
                        SmppAddress.destination("+4915112345678"),
                        SegmentedText.GSM_DEFAULT,
                        Octets.of(new byte[60_000]),
                        Optional.empty(),
                        SegmentedText.Form.PAYLOAD,
                        "000000001000000R",
                        "",
                        OptionalInt.of(1),
                        true),
                "unknown-1");
    }

    private final class Listener implements LinkListener {

        @Override
        public void linkChanged(boolean bound) {
            links.add(bound);
        }

        @Override
        public void delivered(DeliverSm deliver) {
            throw new AssertionError("nothing is delivered here");
        }
    }
}
